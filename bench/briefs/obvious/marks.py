"""The one mark of the page that is a picture: the square of a rating."""

from django import template

from briefs.document.charts import rating_swatch

register = template.Library()
register.simple_tag(rating_swatch, name="swatch")
