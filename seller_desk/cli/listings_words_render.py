"""Keywords, search terms and categories as the terminal says them."""

from collections.abc import Sequence

from seller_desk.cli.session import table
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.wording import source_json
from seller_desk.core.listings.writing.categories import Hit
from seller_desk.core.listings.writing.category_files import ReadTree
from seller_desk.core.listings.writing.coverage import PLACES, Coverage, Covered
from seller_desk.core.listings.writing.keywords import BadRow, ReadSheet
from seller_desk.core.listings.writing.limits import Said
from seller_desk.core.listings.writing.model import CategoryTree, KeywordSheet
from seller_desk.core.services.writing_keywords import TermsAnswer

_SHOWN = 30


def sheet_json(sheet: KeywordSheet) -> dict[str, object]:
    """A sheet without its keywords."""
    return {
        "id": sheet.id,
        "name": sheet.name,
        "format": sheet.format,
        "site": sheet.site,
        "skus": sheet.skus,
        "keywords": len(sheet.keywords),
    }


def read_json(sheet: KeywordSheet, read: ReadSheet) -> dict[str, object]:
    """What an import of keywords did."""
    return {
        "sheet": sheet_json(sheet),
        "columns": dict(read.columns),
        "unused_columns": list(read.others),
        "read": read.read,
        "imported": len(read.keywords),
        "merged": read.merged,
        "rejected": [_bad_json(one) for one in read.bad],
    }


def _bad_json(one: BadRow) -> dict[str, object]:
    return {"row": one.row, "message": one.text()}


def _bad_lines(bad: list[BadRow]) -> list[str]:
    return [_("Row {row}: {reason}").format(row=one.row, reason=one.text()) for one in bad[:_SHOWN]]


def read_lines(sheet: KeywordSheet, read: ReadSheet) -> list[str]:
    """The same for people."""
    counted = _("{read} rows read: {kept} keywords, {merged} twice, {bad} not usable").format(
        read=read.read, kept=len(read.keywords), merged=read.merged, bad=len(read.bad)
    )
    return [f"{sheet.name} {read.title}".rstrip(), counted, *_bad_lines(list(read.bad))]


def _covered_json(one: Covered) -> dict[str, object]:
    return {
        "keyword": one.keyword.text,
        "volume": one.keyword.volume,
        "competing": one.keyword.competing,
        "competition": one.keyword.competition,
        "phrase_in": list(one.phrase),
        "words_in": list(one.words),
        "long_tail": one.long_tail,
        "guide_pick": one.pick,
    }


def coverage_json(sku: str, site: str, found: Coverage) -> dict[str, object]:
    """Every keyword with the places that hold it."""
    return {
        "sku": sku,
        "site": site,
        "keywords": len(found.rows),
        "covered": len(found.rows) - len(found.gaps),
        "volume": found.volume,
        "covered_volume": found.covered_volume,
        "places": {place: found.count(place) for place in PLACES},
        "rows": [_covered_json(one) for one in found.rows],
        "gaps": [one.keyword.text for one in found.gaps],
    }


def coverage_lines(found: Coverage) -> list[str]:
    """The most searched ones for people."""
    if not found.rows:
        return [_("There are no keywords for this listing yet.")]
    rows = [
        (
            one.keyword.text,
            "-" if one.keyword.volume is None else f"{one.keyword.volume:,}",
            ", ".join(_(PLACES[place]) for place in one.words) or _("nowhere"),
        )
        for one in found.rows[:_SHOWN]
    ]
    said = _("{covered} of {all} keywords covered, {volume} of {whole} searches a month").format(
        covered=len(found.rows) - len(found.gaps),
        all=len(found.rows),
        volume=f"{found.covered_volume:,}",
        whole=f"{found.volume:,}",
    )
    return [said, *table([_("Keyword"), _("Searches"), _("Where")], rows)]


def _said_json(one: Said) -> dict[str, object]:
    return {
        "key": one.key,
        "value": one.value,
        "unit": one.unit,
        "source": source_json(one.source),
        "note": one.note,
        "others": [{"value": value, "source": source_json(source)} for value, source in one.others],
    }


def terms_json(made: TermsAnswer) -> dict[str, object]:
    """The field, what was left out, and the rules with both sources."""
    return {
        "before": made.before,
        "after": made.built.text,
        "bytes": made.built.used,
        "limit": made.built.limit,
        "words": list(made.built.words),
        "from_keywords": made.from_keywords,
        "left_out": [
            {"text": one.text, "reason": one.why(), "volume": one.volume}
            for one in made.built.left_out
        ],
        "rules": [_said_json(one) for one in made.rules.shown],
    }


def terms_lines(made: TermsAnswer) -> list[str]:
    """The same for people."""
    limit = "" if made.built.limit is None else f" / {made.built.limit}"
    lines = [made.built.text, _("{n} bytes").format(n=f"{made.built.used}{limit}")]
    lines += [f"  {one.text}: {one.why()}" for one in made.built.left_out[:_SHOWN]]
    lines += [one.conflict() for one in made.rules.shown if one.others]
    return lines


def tree_json(tree: CategoryTree) -> dict[str, object]:
    """A tree without its nodes."""
    return {
        "id": tree.id,
        "name": tree.name,
        "site": tree.site,
        "format": tree.format,
        "categories": tree.count,
        "chinese": tree.chinese,
    }


def added_json(tree: CategoryTree, read: ReadTree) -> dict[str, object]:
    """What an import of categories did."""
    rejected = [_bad_json(one) for one in read.bad]
    return {"tree": tree_json(tree), "read": read.read, "rejected": rejected}


def added_lines(tree: CategoryTree, read: ReadTree) -> list[str]:
    """The same for people."""
    said = _("{name}: {count} categories, {chinese} with Chinese names").format(
        name=tree.name, count=f"{tree.count:,}", chinese=f"{tree.chinese:,}"
    )
    return [said, *_bad_lines(read.bad)]


def hit_json(hit: Hit) -> dict[str, object]:
    """A category that fits."""
    return {
        "id": hit.node.id,
        "path": list(hit.node.path),
        "path_zh": list(hit.node.path_zh),
        "tree": hit.tree.name,
        "children": hit.children,
        "deepest": not hit.children,
    }


def hit_lines(hits: Sequence[Hit]) -> list[str]:
    """Categories for people."""
    rows = [
        (
            one.node.id,
            " > ".join(one.node.path),
            " > ".join(one.node.path_zh),
            one.tree.name,
        )
        for one in hits[:_SHOWN]
    ]
    head = (_("Id"), _("Category"), _("In Chinese"), _("List"))
    nothing = [
        _("No category fits these words."),
        _("Lists that were taken in are searched; take one in with --add FILE."),
    ]
    return table(head, rows) if rows else nothing


def deeper(hit: Hit) -> str:
    """That the chosen category is not the deepest (P7.10)."""
    return ngettext(
        "{n} deeper category lies below; the deepest that fits brings most traffic.",
        "{n} deeper categories lie below; the deepest that fits brings most traffic.",
        hit.children,
    ).format(n=hit.children)
