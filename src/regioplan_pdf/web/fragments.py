"""A piece of HTML for each plan, to paste into a page of a CMS."""

from __future__ import annotations

from regioplan_pdf.publish.model import Site, SitePlan
from regioplan_pdf.web.links import absolute
from regioplan_pdf.web.plan_page import edition_years, file_size
from regioplan_pdf.web.templating import environment


def plan_fragment(plan: SitePlan, site: Site) -> str:
    """Links to a plan's page and its PDF, as HTML without a class, style or script.

    Addresses are whole when the site knows its own, else from the host's root.
    """
    name = f"Regioplan {plan.settings.sector_short} {plan.document.region_title}"
    return (
        environment()
        .get_template("fragment.html")
        .render(
            name=f"{name} {edition_years(plan.document.edition_title)}",
            page=absolute(site, plan.address) or plan.address,
            pdf=absolute(site, plan.pdf_address) or plan.pdf_address,
            size=file_size(plan.size),
            ready=plan.ready,
        )
    )
