package org.alexnetstudio.ui.help;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.alexnetstudio.ui.help.Guide.Spot;

/** What Help shows: a place in the guide, the way back, the list beside it. No nodes. */
final class HelpModel {
  private final Guide guide;
  private final ReadOnlyObjectWrapper<Spot> spot;
  private final Deque<Spot> before = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
  private final StringProperty words = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<List<Entry>> entries = new ReadOnlyObjectWrapper<>(List.of());

  /**
   * A line of the list.
   *
   * @param title what it says
   * @param of the page's title, where the list is of what was found; else empty
   * @param level 1 for a page, more for what stands below it
   * @param spot where it leads
   */
  record Entry(String title, String of, int level, Spot spot) {}

  HelpModel(Guide guide) {
    this.guide = guide;
    spot = new ReadOnlyObjectWrapper<>(new Spot(guide.pages().get(0), ""));
    words.addListener((value, old, now) -> list());
    list();
  }

  /** Where the reader is. */
  ReadOnlyObjectProperty<Spot> spot() {
    return spot.getReadOnlyProperty();
  }

  /** Whether there is a place before this one. */
  ReadOnlyBooleanProperty canGoBack() {
    return canGoBack.getReadOnlyProperty();
  }

  /** What is searched for; empty for nothing. */
  StringProperty words() {
    return words;
  }

  /** The list: all pages and the headings of the one that is read, or what was found. */
  ReadOnlyObjectProperty<List<Entry>> entries() {
    return entries.getReadOnlyProperty();
  }

  /** Shows the beginning of the page of this name. */
  void open(String page) {
    words.set("");
    go(new Spot(guide.named(page), ""));
  }

  /** Goes on to a place, from which {@link #back} leads here. */
  void go(Spot to) {
    Spot from = spot.get();
    if (!to.equals(from)) {
      before.push(from);
      show(to);
    }
  }

  /** Follows a link of the page; gives the address back where it leads out of the program. */
  Optional<String> follow(String link) {
    Optional<Spot> to = guide.follow(spot.get().page(), link);
    to.ifPresent(this::go);
    return to.isPresent() ? Optional.empty() : Optional.of(link);
  }

  /** To the place before. */
  void back() {
    if (!before.isEmpty()) {
      show(before.pop());
    }
  }

  private void show(Spot to) {
    spot.set(to);
    canGoBack.set(!before.isEmpty());
    list();
  }

  private void list() {
    String wanted = words.get().strip();
    entries.set(wanted.isEmpty() ? contents() : found(wanted));
  }

  private List<Entry> contents() {
    List<Entry> all = new ArrayList<>();
    GuidePage read = spot.get().page();
    for (GuidePage page : guide.pages()) {
      all.add(new Entry(page.title(), "", 1, new Spot(page, "")));
      if (page.equals(read)) {
        page.sections().stream()
            .skip(1)
            .filter(section -> section.level() == 2)
            .map(section -> entry(page, section, ""))
            .forEach(all::add);
      }
    }
    return all;
  }

  /** Headings with these words first, then sections that mention them. */
  private List<Entry> found(String wanted) {
    List<Entry> about = new ArrayList<>();
    List<Entry> mention = new ArrayList<>();
    for (GuidePage page : guide.pages()) {
      for (Section section : page.sections()) {
        if (section.mentions(wanted)) {
          (section.isAbout(wanted) ? about : mention).add(entry(page, section, page.title()));
        }
      }
    }
    about.addAll(mention);
    return about;
  }

  private static Entry entry(GuidePage page, Section section, String of) {
    boolean whole = section.equals(page.sections().get(0));
    return new Entry(
        section.title(),
        whole ? "" : of,
        section.level(),
        new Spot(page, whole ? "" : section.anchor()));
  }
}
