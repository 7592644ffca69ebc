"""Home and category, listed from PostgreSQL with Oscar's own templates.

Oscar lists through a search index; at 10,000 products that takes seconds a page with the index that needs no server, which
would be too easy a bar. This is the plainest list that Oscar's templates take: one page of products, newest first.
"""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView
from oscar.apps.catalogue.models import Category, Product


@dataclass(frozen=True)
class Found:
    """What the templates expect of a found product."""

    object: Product


class ListingView(TemplateView):
    """Everything, or what is in a category."""

    def get_template_names(self) -> list[str]:
        return ["oscar/catalogue/category.html" if "pk" in self.kwargs else "oscar/catalogue/browse.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        products = Product.objects.browsable().base_queryset().order_by("-date_created", "-pk")
        if "pk" in self.kwargs:
            category = get_object_or_404(Category, pk=self.kwargs["pk"])
            branch = category.get_descendants_and_self()
            products = products.filter(categories__in=branch).distinct()
            context |= {"category": category, "summary": category.name}
        else:
            context["summary"] = "All products"
        page = Paginator(products, 20).get_page(self.request.GET.get("page"))
        found = [Found(product) for product in page.object_list]
        return context | {"paginator": page.paginator, "page_obj": page, "is_paginated": True, "products": found}
