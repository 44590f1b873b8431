package org.alexnetstudio.ui.fx;

import javafx.event.Event;
import javafx.event.EventType;

/**
 * Asks for a page of the guide: it rises from any node up to the window, which shows the page, so
 * that no pane needs to know who does.
 */
public final class GuideRequest extends Event {
  /** All of them. */
  public static final EventType<GuideRequest> ANY = new EventType<>(Event.ANY, "GUIDE_REQUEST");

  private static final long serialVersionUID = 1;

  private final GuideTopic topic;

  /** For this page. */
  public GuideRequest(GuideTopic topic) {
    super(ANY);
    this.topic = topic;
  }

  /** The page that is asked for. */
  public GuideTopic topic() {
    return topic;
  }
}
