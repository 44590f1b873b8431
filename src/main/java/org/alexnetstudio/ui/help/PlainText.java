package org.alexnetstudio.ui.help;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The words of a piece of Markdown, without its marks. */
final class PlainText extends AbstractVisitor {
  private final StringBuilder words = new StringBuilder();

  private PlainText() {}

  /** All words in and below {@code node}; nothing of pictures. */
  static String of(Node node) {
    PlainText text = new PlainText();
    node.accept(text);
    return text.words.toString().strip();
  }

  /** What describes a picture to those who don't see it. */
  static String describing(Image picture) {
    PlainText text = new PlainText();
    text.visitChildren(picture);
    return text.words.toString();
  }

  @Override
  public void visit(Text text) {
    words.append(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    words.append(code.getLiteral());
  }

  @Override
  public void visit(FencedCodeBlock block) {
    words.append(block.getLiteral());
  }

  @Override
  public void visit(SoftLineBreak line) {
    words.append(' ');
  }

  @Override
  public void visit(HardLineBreak line) {
    words.append(' ');
  }

  @Override
  public void visit(Image picture) {
    // Its words describe it to those who don't see it.
  }
}
