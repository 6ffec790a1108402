from django.db import migrations


def link(apps, schema_editor):  # noqa: ARG001
    """Every book has all tasks of its unit and year, and the one that it is handed in with."""
    book, task = apps.get_model("departments", "Book"), apps.get_model("campaigns", "Task")
    for one in book.objects.all():
        found = task.objects.filter(unit_id=one.unit_id, campaign__year=one.year)
        one.tasks.set({*found.values_list("pk", flat=True), *filter(None, [one.task_id])})


class Migration(migrations.Migration):
    """After the table has its constraints: rows and constraints in one transaction do not mix on PostgreSQL."""

    dependencies = [("departments", "0002_tasks_of_the_year")]
    operations = [migrations.RunPython(link, migrations.RunPython.noop)]
