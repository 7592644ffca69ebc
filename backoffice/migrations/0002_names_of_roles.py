from django.db import migrations


def name_in_every_language(apps, schema_editor):
    """The names that roles have so far are English; a default role that kept its own is named in the other languages too."""
    from backoffice.roles import DEFAULT_ROLES, names_of

    for role in apps.get_model("access", "Role").objects.filter(name_en=None):
        role.name_en = role.name
        if role.code in DEFAULT_ROLES and DEFAULT_ROLES[role.code][0] == role.name:
            for column, name in names_of(role.name).items():
                setattr(role, column, name)
        role.save()


class Migration(migrations.Migration):
    dependencies = [("backoffice", "0001_default_roles"), ("access", "0002_names_in_every_language")]

    operations = [migrations.RunPython(name_in_every_language, migrations.RunPython.noop)]
