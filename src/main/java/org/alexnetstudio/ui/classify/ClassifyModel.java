package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.FoundImages;
import org.alexnetstudio.ui.classify.Classification.State;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.jspecify.annotations.Nullable;

/** The images of the workspace, the one chosen, and the questions about them. */
final class ClassifyModel {
  /** So many fit between two training steps without holding the training up for long. */
  static final int IN_FLIGHT = 16;

  /** What is chosen goes before the others, up to so many at once. */
  static final int IN_FLIGHT_CHOSEN = 24;

  private final Questions questions;
  private final ImageSearches searches;
  private final Executor fx;

  private final ObservableList<ImageItem> items = FXCollections.observableArrayList();
  private final Map<Path, ImageItem> byPath = new HashMap<>();

  /** Those that wait, and some that are chosen and were sent before their turn. */
  private final Deque<ImageItem> queue = new ArrayDeque<>();

  private int inFlight;

  private final ReadOnlyObjectWrapper<@Nullable ImageItem> chosen = new ReadOnlyObjectWrapper<>();
  private final BooleanProperty tenCrop = new SimpleBooleanProperty();
  private final WorkCounts counts = new WorkCounts();
  private final ReadOnlyBooleanWrapper unanswerable = new ReadOnlyBooleanWrapper();
  private final StringProperty notice = new SimpleStringProperty("");

  /**
   * No images yet.
   *
   * @param search finds the images that files and folders stand for
   * @param fx runs what it is given on the JavaFX thread, at once where it is called there
   */
  ClassifyModel(
      Questions questions,
      Function<List<Path>, CompletableFuture<FoundImages>> search,
      Executor fx) {
    this.questions = questions;
    this.fx = fx;
    searches = new ImageSearches(search, fx, this::found, notice::set);
    tenCrop.addListener((property, before, now) -> classifyAgain());
  }

  /** Takes files and folders in, before the others; what is there already moves to the front. */
  void add(List<Path> paths) {
    if (!paths.isEmpty()) {
      searches.start(paths);
    }
  }

  private void found(FoundImages found) {
    notice.set(ResultText.some(found.leftOut()));
    addImages(found.images());
  }

  private void addImages(List<Path> images) {
    if (images.isEmpty()) {
      return;
    }
    List<ImageItem> first =
        images.stream().map(path -> byPath.computeIfAbsent(path, ImageItem::new)).toList();
    Set<ImageItem> order = new LinkedHashSet<>(first);
    order.addAll(items);
    items.setAll(order);
    ask(first);
    choose(first.get(0));
  }

  /** Asks about these before all that wait, the first of them first. */
  private void ask(List<ImageItem> first) {
    withdraw(first);
    for (int i = first.size() - 1; i >= 0; i--) {
      ImageItem item = first.get(i);
      become(item, item.now().with(State.WAITING));
      queue.addFirst(item);
    }
    goOn();
  }

  /** Gives up their questions; without a sound, as another one follows. */
  private void withdraw(Collection<ImageItem> all) {
    // Out of the queue first: each place that gets free is taken at once.
    queue.removeIf(Set.copyOf(all)::contains);
    for (ImageItem item : all) {
      CompletableFuture<?> request = item.request;
      item.request = null;
      if (request != null) {
        request.cancel(false);
      }
    }
  }

  /** The only place where an image changes; so the counts are right. */
  private void become(ImageItem item, Classification next) {
    Classification before = item.now();
    item.set(next);
    counts.change(before, next);
  }

  /** Sends waiting questions as far as there is room; to be called again where no network was. */
  void goOn() {
    unanswerable.set(counts.pending().get() > 0 && !questions.ready());
    if (unanswerable.get()) {
      return;
    }
    while (inFlight < IN_FLIGHT && !queue.isEmpty()) {
      ImageItem next = queue.removeFirst();
      if (next.now().state() == State.WAITING) {
        send(next);
      }
    }
  }

  private void send(ImageItem item) {
    boolean ten = tenCrop.get();
    inFlight++;
    become(item, item.now().with(State.WORKING));
    CompletableFuture<Answer<List<Prediction>>> request = questions.classify(item.path(), ten);
    item.request = request;
    var unused =
        request.whenComplete(
            (answer, problem) -> fx.execute(() -> settle(item, request, ten, answer, problem)));
  }

  private void settle(
      ImageItem item,
      CompletableFuture<?> request,
      boolean ten,
      @Nullable Answer<List<Prediction>> answer,
      @Nullable Throwable problem) {
    inFlight--;
    if (item.request == request) {
      item.request = null;
      if (answer != null) {
        become(item, Classification.answered(answer, ten));
      } else if (problem == null || problem instanceof CancellationException) {
        become(item, item.now().with(State.UNASKED));
      } else {
        become(item, item.now().failed(Message.of(problem)));
      }
    }
    goOn();
  }

  /** Chooses an image, or none; one that waits is asked about next. */
  void choose(@Nullable ImageItem item) {
    chosen.set(item);
    if (item != null
        && item.now().state() == State.WAITING
        && inFlight < IN_FLIGHT_CHOSEN
        && questions.ready()) {
      send(item);
    }
  }

  /** Chooses the image so many places on; stays within the list. */
  void chooseBy(int places) {
    if (!items.isEmpty()) {
      ImageItem item = chosen.get();
      int index = item == null ? 0 : items.indexOf(item) + places;
      choose(items.get(Math.max(0, Math.min(items.size() - 1, index))));
    }
  }

  /** Asks about all images again, the chosen one first; old answers stay until then. */
  void classifyAgain() {
    ImageItem first = chosen.get();
    ask(items);
    choose(first);
  }

  /** Asks about one image again. */
  void classifyAgain(ImageItem item) {
    ask(List.of(item));
    choose(item);
  }

  /** Gives up what is pending: searches and questions. */
  void cancel() {
    searches.cancel();
    withdraw(items);
    for (ImageItem item : items) {
      if (item.now().pending()) {
        become(item, item.now().with(item.now().answer() == null ? State.UNASKED : State.DONE));
      }
    }
    goOn();
  }

  /** Takes images out of the list; the files stay. */
  void remove(Collection<ImageItem> gone) {
    Set<ImageItem> all = Set.copyOf(gone);
    ImageItem before = chosen.get();
    int index = before == null ? 0 : items.indexOf(before);
    withdraw(all);
    for (ImageItem item : all) {
      become(item, item.now().with(State.UNASKED));
      byPath.remove(item.path());
    }
    items.removeIf(all::contains);
    if (before != null && all.contains(before)) {
      choose(items.isEmpty() ? null : items.get(Math.min(index, items.size() - 1)));
    }
    goOn();
  }

  /** Takes out those that failed. */
  void removeFailed() {
    remove(failedItems());
  }

  /** Chooses the next one that failed, after the chosen one, round the end. */
  void chooseNextFailed() {
    List<ImageItem> all = failedItems();
    ImageItem now = chosen.get();
    int here = now == null ? -1 : items.indexOf(now);
    all.stream()
        .filter(item -> items.indexOf(item) > here)
        .findFirst()
        .or(() -> all.stream().findFirst())
        .ifPresent(this::choose);
  }

  private List<ImageItem> failedItems() {
    return new ArrayList<>(
        items.stream().filter(item -> item.now().state() == State.FAILED).toList());
  }

  /** The images, the newest first. */
  ObservableList<ImageItem> items() {
    return items;
  }

  ReadOnlyObjectProperty<@Nullable ImageItem> chosen() {
    return chosen.getReadOnlyProperty();
  }

  /** Whether answers are the mean over ten crops; a change asks about all again. */
  BooleanProperty tenCrop() {
    return tenCrop;
  }

  /** How far the questions are. */
  WorkCounts counts() {
    return counts;
  }

  /** Whether folders are being searched. */
  ReadOnlyBooleanProperty searching() {
    return searches.searching();
  }

  /** Whether images wait because there is no network; {@link #goOn} looks again. */
  ReadOnlyBooleanProperty unanswerable() {
    return unanswerable.getReadOnlyProperty();
  }

  /** One line on what could not be taken in; empty for none. */
  StringProperty notice() {
    return notice;
  }
}
