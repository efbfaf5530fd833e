"""Beginning discussions and going on with them, from each side; nothing typed is lost."""

from __future__ import annotations

from tests.threads.ground import base, begun, last, say, write
from tests.world import World


def test_a_mentor_asks_and_the_team_answers(world: World) -> None:
    place = write(world)
    mentor, rekha = world.browser("mentor"), world.browser("teammate")
    path = begun(mentor, place, text="Who **fears** them?", quote="girls fear them")
    page = rekha.get(base(world, "/problem"))
    assert "1 discussion · waits for you" in page.text
    assert "Who fears them?" in page.text
    thread = rekha.get(path)
    assert thread.tree.xpath("string(//mark)") == "girls fear them"
    assert thread.tree.xpath("//article[@id='talk']//strong[.='fears']")
    assert last(world).turn == "team"
    said = say(rekha, path, "The girls of class nine.")
    assert said.status == 303
    assert "Teammate" in rekha.follow(said).text
    assert last(world).turn == "mentor"
    assert "waits for you" in mentor.get(base(world, "/problem")).text
    assert "waits for you" not in rekha.get(base(world, "/problem")).text
