from django.db import migrations


def create_default_roles(apps, schema_editor):
    """The roles a new company begins with; those that exist are left as they are."""
    from backoffice.roles import DEFAULT_ROLES, expand

    role = apps.get_model("access", "Role")
    for code, (name, patterns) in DEFAULT_ROLES.items():
        if not role.objects.filter(name__iexact=name).exists():
            role.objects.get_or_create(code=code, defaults={"name": name, "permissions": expand(patterns)})


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [migrations.RunPython(create_default_roles, migrations.RunPython.noop)]
