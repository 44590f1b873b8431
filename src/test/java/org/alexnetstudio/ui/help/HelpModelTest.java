package org.alexnetstudio.ui.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.alexnetstudio.ui.help.HelpModel.Entry;
import org.junit.jupiter.api.Test;

/** Pages, the way back, and what is found. */
class HelpModelTest {
  private final Guide guide = Guide.read();
  private final HelpModel help = new HelpModel(guide);

  private String page() {
    return help.spot().get().page().title();
  }

  private List<String> titles() {
    return help.entries().get().stream().map(Entry::title).toList();
  }

  @Test
  void linksLeadOnAndBackLeadsHome() {
    assertFalse(help.canGoBack().get());
    help.open("models");
    assertEquals(Optional.empty(), help.follow("photographs.md#few-photographs-fine-tune"));
    assertEquals("few-photographs-fine-tune", help.spot().get().anchor());
    assertEquals(Optional.empty(), help.follow("#start"));
    assertEquals("Train on my photographs", page());
    assertEquals("start", help.spot().get().anchor());
    help.back();
    help.back();
    assertEquals("Models", page());
    assertTrue(help.canGoBack().get());
    help.back();
    assertEquals(guide.pages().get(0).title(), page());
    assertFalse(help.canGoBack().get());
  }

  @Test
  void filesOfTheProgramAreShownAndAddressesAreNot() {
    help.open("experiment");
    assertEquals(Optional.empty(), help.follow("../../resources/schema/experiment.schema.json"));
    assertEquals("experiment.schema.json", page());
    assertEquals(Optional.of("https://example.org/a"), help.follow("https://example.org/a"));
    assertEquals("experiment.schema.json", page());
  }

  @Test
  void theListHasTheHeadingsOfThePageThatIsRead() {
    help.open("trouble");
    List<String> titles = titles();
    assertTrue(titles.containsAll(guide.pages().stream().map(GuidePage::title).toList()));
    assertTrue(titles.contains("Where things lie"), titles.toString());
    help.open("train");
    assertFalse(titles().contains("Where things lie"));
  }

  @Test
  void headingsAreFoundBeforeMentions() {
    help.words().set("TIMELINE");
    List<String> found = titles();
    assertEquals("Train and the timeline", found.get(0));
    assertTrue(found.indexOf("The timeline") < found.indexOf("monitor"), found.toString());
    help.words().set("no such words anywhere");
    assertEquals(List.of(), titles());
    help.words().set(" ");
    assertTrue(titles().size() >= guide.pages().size());
  }
}
