package org.alexnetstudio.ui.explore;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javafx.scene.control.Menu;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Arithmetic.Convolution;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Tints;
import org.alexnetstudio.session.Answer;
import org.jspecify.annotations.Nullable;

/** Saves what a number of a convolution is made of: patch, kernel, and their products. */
final class ArithmeticSaving {
  private ArithmeticSaving() {}

  static List<Menu> menus(ExploreModel explore, Saving saving) {
    return List.of(
        menu("Save the patch", ArithmeticSaving::patch, explore, saving),
        menu("Save the kernel", (shown, image) -> kernel(shown), explore, saving),
        menu("Save the products", (shown, image) -> products(shown), explore, saving));
  }

  private static Menu menu(
      String title,
      BiFunction<Convolution, Picture, Saveable> factor,
      ExploreModel explore,
      Saving saving) {
    return saving.menu(title, () -> of(explore, factor));
  }

  /** Null where no convolution is shown. */
  private static @Nullable Saveable of(
      ExploreModel explore, BiFunction<Convolution, Picture, Saveable> factor) {
    Answer<Arithmetic> answer = explore.arithmetic().answer().get();
    Answer<Overview> overview = explore.overview().answer().get();
    return answer != null && overview != null && answer.value() instanceof Convolution shown
        ? factor.apply(shown, overview.value().image())
        : null;
  }

  /** Of the image in its colours, of deeper layers all channels side by side. */
  static Saveable patch(Convolution shown, Picture image) {
    int size = shown.kernel().size();
    return SumLine.coloured(shown)
        ? saveable(
            shown,
            "patch",
            () -> new Picture(size, size, Tints.cut(image, shown.top(), shown.left(), size)),
            shown.patch())
        : sheet(shown, "patch", shown.patch());
  }

  /** All channels. */
  static Saveable kernel(Convolution shown) {
    return sheet(shown, "kernel", shown.kernel().weights());
  }

  /** All channels; those of the image's colours are drawn added up, as on the screen. */
  static Saveable products(Convolution shown) {
    float[] products = shown.products();
    int size = shown.kernel().size();
    return SumLine.coloured(shown)
        ? saveable(
            shown,
            "products",
            () -> {
              float[] added = ConvolutionBody.added(products, size * size);
              return new Picture(size, size, Tints.signed(added, Tints.limit(added)));
            },
            products)
        : sheet(shown, "products", products);
  }

  /** Numbers as a kernel is drawn. */
  private static Saveable sheet(Convolution shown, String what, float[] values) {
    Kernel kernel = shown.kernel();
    Kernel drawn =
        new Kernel(
            kernel.unit(),
            kernel.firstChannel(),
            kernel.channels(),
            kernel.size(),
            values,
            kernel.bias());
    KernelSheet sheet = new KernelSheet(drawn, KernelSheet.squareColumns(drawn));
    return saveable(shown, what, () -> sheet.picture(1), values);
  }

  private static Saveable saveable(
      Convolution shown, String what, Supplier<Picture> drawing, float[] values) {
    Arithmetic.At at = shown.at();
    String name =
        String.join(
            "-",
            at.name(),
            String.valueOf(at.unit()),
            "row",
            String.valueOf(at.spot().row()),
            "column",
            String.valueOf(at.spot().column()),
            what);
    Kernel kernel = shown.kernel();
    return new Saveable(name, drawing, values, kernel.channels(), kernel.size(), kernel.size());
  }
}
