"""Pictures as they are: making small ones would cost Oscar time that nobody asks for here."""

from oscar.core.thumbnails import AbstractThumbnailer


class AsTheyAre(AbstractThumbnailer):
    """Answers the original picture."""

    def generate_thumbnail(self, source, **opts):
        return source

    def delete_thumbnails(self, source):
        """Nothing was made."""
