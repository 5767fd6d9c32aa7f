"""What the public sees of a record: one self-contained page, and its place in the case."""

from witnessmark.publication.agreement import KnownTruth
from witnessmark.publication.case_page import PublishedPage, publish_case
from witnessmark.publication.comparison_page import render_comparison
from witnessmark.publication.page import render_page

__all__ = ["KnownTruth", "PublishedPage", "publish_case", "render_comparison", "render_page"]
