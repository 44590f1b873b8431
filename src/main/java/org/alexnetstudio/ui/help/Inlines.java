package org.alexnetstudio.ui.help;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;

/** The words of a paragraph: strong, code, links, one after the other in a flow of text. */
final class Inlines extends AbstractVisitor {
  private final TextFlow flow = new TextFlow();
  private final Deque<String> styles = new ArrayDeque<>();
  private final Consumer<String> follow;

  private Inlines(Consumer<String> follow) {
    this.follow = follow;
  }

  /**
   * The words in {@code node}.
   *
   * @param follow takes the destination of a link that is pressed
   */
  static TextFlow of(Node node, Consumer<String> follow) {
    Inlines inlines = new Inlines(follow);
    inlines.visitChildren(node);
    inlines.flow.getStyleClass().add("help-text");
    return inlines.flow;
  }

  private void add(String words) {
    Text text = new Text(words);
    text.getStyleClass().add("help-words");
    text.getStyleClass().addAll(styles);
    flow.getChildren().add(text);
  }

  private void styled(String style, Runnable content) {
    styles.push(style);
    content.run();
    styles.pop();
  }

  @Override
  public void visit(org.commonmark.node.Text text) {
    add(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    styled("help-code", () -> add(code.getLiteral()));
  }

  @Override
  public void visit(StrongEmphasis strong) {
    styled("help-strong", () -> visitChildren(strong));
  }

  @Override
  public void visit(Emphasis emphasis) {
    styled("help-emphasis", () -> visitChildren(emphasis));
  }

  @Override
  public void visit(SoftLineBreak line) {
    add(" ");
  }

  @Override
  public void visit(HardLineBreak line) {
    add("\n");
  }

  @Override
  public void visit(Link link) {
    Hyperlink shown = new Hyperlink(PlainText.of(link));
    shown.getStyleClass().add("help-link");
    String destination = link.getDestination();
    if (destination.contains("://")) {
      shown.setTooltip(new Tooltip("Copy the address " + destination));
    }
    shown.setOnAction(
        event -> {
          follow.accept(destination);
          shown.setVisited(false);
        });
    flow.getChildren().add(shown);
  }

  @Override
  public void visit(Image picture) {
    throw new IllegalArgumentException(
        "the picture " + picture.getDestination() + " has no paragraph of its own");
  }

  @Override
  public void visit(HtmlInline html) {
    throw new IllegalArgumentException("the window can't show " + html.getLiteral());
  }

  @Override
  public void visit(CustomNode node) {
    throw new IllegalArgumentException("the window can't show " + node);
  }
}
