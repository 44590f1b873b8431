package org.alexnetstudio.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;

/** A page's Markdown as nodes, one below the other. What it does not know it refuses by name. */
final class Blocks extends AbstractVisitor {
  private final GuidePage page;
  private final Consumer<String> follow;
  private final List<Node> nodes = new ArrayList<>();

  private Blocks(GuidePage page, Consumer<String> follow) {
    this.page = page;
    this.follow = follow;
  }

  /**
   * The nodes of a page; those of headings have the heading's section as user data.
   *
   * @param follow takes the destination of a link that is pressed
   */
  static List<Node> of(GuidePage page, Consumer<String> follow) {
    Blocks blocks = new Blocks(page, follow);
    blocks.visitChildren(page.document());
    int next = 0;
    for (Node node : blocks.nodes) {
      if (node.getStyleClass().contains("help-heading")) {
        node.setUserData(page.sections().get(next++));
      }
    }
    return blocks.nodes;
  }

  private List<Node> below(org.commonmark.node.Node node) {
    Blocks blocks = new Blocks(page, follow);
    blocks.visitChildren(node);
    return blocks.nodes;
  }

  @Override
  public void visit(Heading heading) {
    TextFlow title = Inlines.of(heading, follow);
    title.getStyleClass().addAll("help-heading", "help-heading-" + heading.getLevel());
    nodes.add(title);
  }

  @Override
  public void visit(Paragraph paragraph) {
    if (paragraph.getFirstChild() instanceof Image image && image.getNext() == null) {
      nodes.add(
          new PagePicture(
              Guide.picture(page, image.getDestination()), PlainText.describing(image)));
    } else {
      nodes.add(Inlines.of(paragraph, follow));
    }
  }

  @Override
  public void visit(BulletList list) {
    items(list, "•", 0);
  }

  @Override
  public void visit(OrderedList list) {
    Integer first = list.getMarkerStartNumber();
    items(list, "", first == null ? 1 : first);
  }

  private void items(ListBlock list, String mark, int number) {
    VBox box = new VBox();
    box.getStyleClass().add("help-list");
    int count = number;
    for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
      Label label = new Label(mark.isEmpty() ? count + "." : mark);
      label.getStyleClass().add("help-mark");
      label.setMinWidth(Region.USE_PREF_SIZE);
      VBox content = new VBox();
      content.getStyleClass().add("help-item");
      content.getChildren().addAll(below(item));
      HBox.setHgrow(content, Priority.ALWAYS);
      box.getChildren().add(new HBox(label, content));
      count++;
    }
    nodes.add(box);
  }

  @Override
  public void visit(FencedCodeBlock code) {
    nodes.add(new CodeArea(code.getLiteral()));
  }

  @Override
  public void visit(BlockQuote quote) {
    VBox box = new VBox();
    box.getStyleClass().add("help-note");
    box.getChildren().addAll(below(quote));
    nodes.add(box);
  }

  @Override
  public void visit(ThematicBreak line) {
    nodes.add(new Separator());
  }

  @Override
  public void visit(CustomBlock block) {
    if (!(block instanceof TableBlock table)) {
      throw new IllegalArgumentException("the window can't show " + block);
    }
    nodes.add(PageTable.of(table, follow));
  }

  @Override
  public void visit(IndentedCodeBlock code) {
    throw new IllegalArgumentException("code stands between ```: " + code.getLiteral());
  }

  @Override
  public void visit(HtmlBlock html) {
    throw new IllegalArgumentException("the window can't show " + html.getLiteral());
  }
}
