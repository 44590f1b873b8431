package org.alexnetstudio.support;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.Toolkit;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.util.Pair;

/** Files dropped from outside: no robot reaches out of the window. */
public final class SyntheticDrop {
  private SyntheticDrop() {}

  /** Drops files onto a node; on the JavaFX thread. */
  public static void onto(Node node, List<Path> files) {
    Dragboard board = board(files.stream().map(Path::toFile).toList());
    for (EventType<DragEvent> type :
        List.of(DragEvent.DRAG_ENTERED, DragEvent.DRAG_OVER, DragEvent.DRAG_DROPPED)) {
      Event.fireEvent(
          node, new DragEvent(type, board, 0, 0, 0, 0, TransferMode.COPY, null, node, null));
    }
  }

  private static Dragboard board(List<File> files) {
    TKClipboard local = Toolkit.getToolkit().createLocalClipboard();
    local.putContent(new Pair<>(DataFormat.FILES, files));
    TKClipboard offering =
        (TKClipboard)
            Proxy.newProxyInstance(
                SyntheticDrop.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getTransferModes")
                        ? EnumSet.of(TransferMode.COPY)
                        : method.invoke(local, arguments));
    return DragboardHelper.createDragboard(offering);
  }
}
