"""Trees of categories that the seller takes in, search in them, and the chosen id in listings."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, never, silent
from seller_desk.core.listings.model import SiteFields
from seller_desk.core.listings.writing.categories import Hit, by_id, own_tree, search
from seller_desk.core.listings.writing.category_files import ReadTree, read_tree, with_chinese
from seller_desk.core.listings.writing.model import CategoryNode, CategoryTree, pack
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.names import new_id
from seller_desk.core.store.store import Store

# The program's own categories are chosen for all sites.
OWN = "own"


class CategoryTrees:
    """Part of the writing service."""

    _store: Store
    _rules: Callable[[], RuleBook]

    def trees(self, company_id: str, site: str = "") -> Sequence[CategoryTree]:
        """The trees that were taken in; of a site: its own ones and those for every site."""
        with self._store.read() as work:
            found = work.category_trees.find(company_id=company_id)
        return [one for one in found if not site or one.site in ("", site)]

    def add_tree(
        self,
        company_id: str,
        path: Path,
        *,
        site: str = "",
        chinese: Path | None = None,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> tuple[CategoryTree, ReadTree]:
        """Take in a list of categories; `chinese` is the same list in Chinese, joined by id.

        A list in Chinese whose ids are those of a tree that is there gives that tree its Chinese names. A file of the
        same name for the same site takes the place of the one before.
        """
        if site:
            self._rules().site(site)
        read = read_tree(path, progress=progress, stop=stop)
        nodes: Sequence[CategoryNode] = read.nodes
        if chinese is not None:
            nodes = with_chinese(nodes, read_tree(chinese, progress=progress, stop=stop).nodes)
        before = [one for one in self.trees(company_id) if one.site == site]
        twin = self._in_other_language(read, before) if chinese is None else None
        if twin is not None:
            tree = _with(twin, with_chinese(twin.nodes(), read.nodes))
        else:
            same = next((one.id for one in before if one.name == path.name), "")
            made = CategoryTree(
                id=same or new_id(),
                company_id=company_id,
                name=path.name,
                site=site,
                format=read.format,
            )
            tree = _with(made, nodes)
        with self._store.work(N_("Take in categories")) as work:
            work.category_trees.save(tree)
        return tree, read

    def _in_other_language(
        self, read: ReadTree, before: Sequence[CategoryTree]
    ) -> CategoryTree | None:
        """The tree of the same ids that this file names in Chinese."""
        if not read.chinese:
            return None
        ids = {one.id for one in read.nodes}
        for tree in before:
            nodes = tree.nodes()
            shared = sum(one.id in ids for one in nodes)
            if shared * 2 > len(nodes) and not any(one.path_zh for one in nodes[:1]):
                return tree
        return None

    def delete_tree(self, tree_id: str) -> bool:
        """Remove a tree; False if there was none. Ids in listings stay."""
        with self._store.work(N_("Remove categories")) as work:
            return work.category_trees.delete(tree_id)

    def find_categories(
        self, company_id: str, words: str, site: str = "", most: int = 50
    ) -> Sequence[Hit]:
        """Categories of the site's trees, and of the program's own, that fit these words in either language."""
        trees = [*self.trees(company_id, site), own_tree()]
        return search(trees, words, most)

    def category(self, company_id: str, node_id: str, site: str = "") -> Hit:
        """The category with this id in the site's trees. DeskError if none has it."""
        found = by_id([*self.trees(company_id, site), own_tree()], node_id)
        if found is None:
            raise DeskError(
                _("No tree has a category {id}").format(id=node_id),
                _("Search for it first, or take in the site's list of categories."),
            )
        return found

    def choose_category(self, listing_ids: Sequence[str], site: str, hit: Hit) -> int:
        """Write the category into these listings as one change; how many changed.

        One of the program's own goes into the listing's category, any other into the site's category id.
        """
        changed = []
        with self._store.work(N_("Choose a category")) as work:
            for one in map(work.listings.get, listing_ids):
                if one is None:
                    continue
                if hit.tree.format == OWN:
                    changed.append(msgspec.structs.replace(one, category=hit.node.id))
                    continue
                own = one.sites.get(site, SiteFields())
                own = msgspec.structs.replace(own, category_id=hit.node.id)
                changed.append(msgspec.structs.replace(one, sites={**one.sites, site: own}))
            return work.listings.save_many(changed)


def _with(tree: CategoryTree, nodes: Sequence[CategoryNode]) -> CategoryTree:
    return msgspec.structs.replace(
        tree,
        count=len(nodes),
        chinese=sum(bool(one.path_zh) for one in nodes),
        packed=pack(nodes),
    )
