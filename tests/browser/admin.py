"""What an analyst does with the hands: choosing, publishing, adding rows, saving."""


def choose(page, box, text, *, several=False):
    """Find `text` by typing in the search box beside the link `box` (the id of its select), and take the first match."""
    shown = page.locator(f"#{box} + .select2")
    shown.click()
    search = (
        shown.locator(".select2-search__field")
        if several
        else page.locator(".select2-container--open .select2-search__field")
    )
    search.fill(text)
    page.locator(".select2-results__option--highlighted", has_text=text).first.wait_for()
    page.keyboard.press("Enter")


def publish(page):
    """Set the level of the page's record to public."""
    section = page.locator("details", has=page.locator("#id_level"))
    if not page.locator("#id_level").is_visible():
        section.locator("summary").click()
    page.locator("#id_level").select_option("0")


def add_row(page, name):
    """Add a row of the kind `name` ("Participation") to the page."""
    page.get_by_role("button", name=f"Add another {name}").click()


def save(page):
    """Save and stay on the page; the message that Parley gives."""
    page.get_by_role("button", name="Save and continue editing").click()
    return page.locator(".messagelist .success").first.inner_text()
