package org.alexnetstudio.ui.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.session.FoundImages;
import org.alexnetstudio.ui.classify.Classification.State;
import org.alexnetstudio.ui.classify.FakeQuestions.Asked;
import org.junit.jupiter.api.Test;

/** The list of images and its questions, without a window and on one thread. */
class ClassifyModelTest {
  private final FakeQuestions network = new FakeQuestions();
  private final List<CompletableFuture<FoundImages>> searches = new ArrayList<>();
  private boolean searchesWait;
  private final ClassifyModel model = new ClassifyModel(network, this::search, Runnable::run);

  private CompletableFuture<FoundImages> search(List<Path> paths) {
    CompletableFuture<FoundImages> found = new CompletableFuture<>();
    searches.add(found);
    if (!searchesWait) {
      found.complete(new FoundImages(paths, List.of()));
    }
    return found;
  }

  private static Path image(int number) {
    return Path.of("/photos/image " + number + ".jpg");
  }

  private static List<Path> images(int from, int end) {
    return IntStream.range(from, end).mapToObj(ClassifyModelTest::image).toList();
  }

  private List<Path> order() {
    return model.items().stream().map(ImageItem::path).toList();
  }

  private List<Path> asked() {
    return network.asked().stream().map(Asked::image).toList();
  }

  private State state(int index) {
    return model.items().get(index).now().state();
  }

  private void answerAll() {
    while (!network.open().isEmpty()) {
      network.open().forEach(network::answer);
    }
  }

  @Test
  void whatIsAddedIsAskedAndTheFirstIsChosen() {
    model.add(images(0, 3));
    assertEquals(images(0, 3), order());
    assertEquals(images(0, 3), asked());
    assertEquals(image(0), model.chosen().get().path());
    assertEquals(State.WORKING, state(0));
    network.answer(network.open().get(0));
    Classification now = model.items().get(0).now();
    assertEquals(State.DONE, now.state());
    assertEquals("image 0", now.top().get(0).className());
    assertEquals(500, now.answer().weights().step());
    assertEquals(2, model.counts().pending().get());
    assertEquals(1, model.counts().done().get());
    answerAll();
    assertEquals(0, model.counts().pending().get());
    assertEquals(0, model.counts().done().get(), "the next count begins at 0");
  }

  @Test
  void noMoreThanABoundedNumberIsInFlight() {
    model.add(images(0, 100));
    assertEquals(ClassifyModel.IN_FLIGHT, network.open().size());
    for (int i = 0; i < 10; i++) {
      network.answer(network.open().get(0));
      assertEquals(ClassifyModel.IN_FLIGHT, network.open().size());
    }
    answerAll();
    assertEquals(images(0, 100), asked(), "each once, in order");
  }

  @Test
  void whatComesLaterGoesFirst() {
    model.add(images(0, 100));
    model.add(images(100, 103));
    // The first of the drop is chosen, and does not wait for room.
    assertEquals(image(100), asked().get(ClassifyModel.IN_FLIGHT));
    assertEquals(ClassifyModel.IN_FLIGHT + 1, network.open().size());
    network.answer(network.open().get(0));
    network.answer(network.open().get(0));
    assertEquals(image(101), asked().get(ClassifyModel.IN_FLIGHT + 1));
    assertEquals(image(100), order().get(0));
    assertEquals(103, order().size());
    model.choose(model.items().get(80));
    assertEquals(model.items().get(80).path(), asked().get(asked().size() - 1));
    // Also what is chosen is bounded.
    for (int i = 40; i < 100; i++) {
      model.choose(model.items().get(i));
    }
    assertTrue(network.open().size() <= ClassifyModel.IN_FLIGHT_CHOSEN);
    answerAll();
    assertEquals(103, asked().stream().distinct().count());
    assertEquals(103, asked().size());
  }

  @Test
  void whatIsThereAlreadyMovesToTheFrontAndIsAskedAgain() {
    model.add(images(0, 4));
    answerAll();
    network.live(true, 700);
    model.add(List.of(image(3), image(1)));
    assertEquals(List.of(image(3), image(1), image(0), image(2)), order());
    ImageItem again = model.items().get(0);
    assertEquals(State.WORKING, again.now().state());
    assertEquals(500, again.now().answer().weights().step(), "the old answer stays until then");
    answerAll();
    assertEquals(700, again.now().answer().weights().step());
    assertEquals(500, model.items().get(2).now().answer().weights().step());
  }

  @Test
  void otherWeightsOrCropsAskAboutAllAgain() {
    model.add(images(0, 30));
    answerAll();
    model.choose(model.items().get(25));
    model.tenCrop().set(true);
    List<Asked> open = network.open();
    assertTrue(open.stream().allMatch(Asked::tenCrop));
    assertTrue(open.stream().anyMatch(each -> each.image().equals(image(25))));
    assertFalse(model.items().get(0).now().tenCrop(), "the old one is of one crop");
    answerAll();
    assertTrue(model.items().stream().allMatch(item -> item.now().tenCrop()));
    // Answers of a question that was withdrawn do not count.
    model.classifyAgain();
    Asked old = network.open().get(0);
    model.tenCrop().set(false);
    assertTrue(old.answer().isCancelled());
    answerAll();
    assertTrue(model.items().stream().noneMatch(item -> item.now().tenCrop()));
    assertEquals(0, model.counts().pending().get());
  }

  @Test
  void aFailureIsToldAtItsImageAndCounted() {
    model.add(images(0, 3));
    StudioException gone =
        StudioException.badInput("Cannot open it", "there is no such file", "Check the path.");
    network.open().get(1).answer().completeExceptionally(gone);
    network.open().get(0).answer().completeExceptionally(new OutOfMemoryError("heap"));
    ImageItem item = model.items().get(1);
    assertEquals(State.FAILED, item.now().state());
    assertEquals("there is no such file", item.now().problem().why());
    assertEquals("Check the path.", item.now().problem().remedy());
    assertTrue(model.items().get(0).now().problem().what().contains("memory"));
    assertEquals(2, model.counts().failed().get());
    model.chooseNextFailed();
    assertEquals(image(1), model.chosen().get().path());
    model.chooseNextFailed();
    assertEquals(image(0), model.chosen().get().path(), "round the end");
    model.classifyAgain(item);
    assertEquals(1, model.counts().failed().get());
    answerAll();
    assertEquals(State.DONE, item.now().state());
    assertNull(item.now().problem());
    model.removeFailed();
    assertEquals(List.of(image(1), image(2)), order());
    assertEquals(0, model.counts().failed().get());
  }

  @Test
  void whatIsCancelledKeepsItsOldAnswer() {
    model.add(images(0, 2));
    answerAll();
    model.add(images(10, 60));
    model.cancel();
    assertEquals(0, model.counts().pending().get());
    assertEquals(0, network.open().size());
    assertEquals(State.UNASKED, state(0));
    model.classifyAgain();
    model.cancel();
    assertEquals(State.DONE, model.items().get(50).now().state());
    assertNotNull(model.items().get(50).now().answer());
    int before = asked().size();
    model.add(List.of(image(99)));
    assertEquals(before + 1, asked().size(), "it goes on with what is new, and only that");
    answerAll();
    assertEquals(State.DONE, state(0));
  }

  @Test
  void aSearchCanBeCancelledAndSaysWhatItLeftOut() {
    searchesWait = true;
    model.add(images(0, 1));
    assertTrue(model.searching().get());
    model.cancel();
    assertFalse(model.searching().get());
    assertTrue(searches.get(0).isCancelled());
    assertEquals("", model.notice().get());
    model.add(images(0, 1));
    searches.get(1).complete(new FoundImages(images(0, 1), List.of("a.txt: no", "b: no", "c: no")));
    assertEquals("a.txt: no; b: no; and 1 more", model.notice().get());
    assertEquals(1, order().size());
    model.add(images(1, 2));
    searches.get(2).completeExceptionally(new IllegalStateException("on purpose"));
    assertTrue(model.notice().get().contains("on purpose"));
    assertFalse(model.searching().get());
  }

  @Test
  void imagesWaitForANetwork() {
    network.ready(false);
    model.add(images(0, 3));
    assertTrue(model.unanswerable().get());
    assertEquals(List.of(), asked());
    model.choose(model.items().get(2));
    assertEquals(List.of(), asked());
    network.ready(true);
    model.goOn();
    assertFalse(model.unanswerable().get());
    assertEquals(3, asked().size());
  }

  @Test
  void removingChoosesTheNext() {
    model.add(images(0, 4));
    model.choose(model.items().get(1));
    model.remove(List.of(model.items().get(1)));
    assertEquals(image(2), model.chosen().get().path());
    model.choose(model.items().get(2));
    model.remove(List.of(model.items().get(2)));
    assertEquals(image(2), model.chosen().get().path(), "the last one before the end");
    answerAll();
    assertEquals(List.of(image(0), image(2)), order());
    model.remove(model.items());
    assertNull(model.chosen().get());
    assertEquals(0, model.counts().pending().get());
    model.add(List.of(image(1)));
    assertEquals(1, order().size());
  }

  @Test
  void keysStayWithinTheList() {
    model.chooseBy(1);
    assertNull(model.chosen().get());
    model.add(images(0, 5));
    model.chooseBy(-1);
    assertEquals(image(0), model.chosen().get().path());
    model.chooseBy(3);
    assertEquals(image(3), model.chosen().get().path());
    model.chooseBy(100);
    assertEquals(image(4), model.chosen().get().path());
  }

  /** Whatever is done in whatever order, the counts are those of the list. */
  @Test
  void countsAreRightAfterAnything() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      List<Asked> open = network.open();
      List<ImageItem> items = model.items();
      switch (random.nextInt(9)) {
        case 0 -> model.add(images(random.nextInt(50), 50 + random.nextInt(5)));
        case 1 -> model.cancel();
        case 2 -> model.classifyAgain();
        case 3 -> model.tenCrop().set(random.nextBoolean());
        case 4 ->
            model.remove(
                items.isEmpty() ? List.of() : List.of(items.get(random.nextInt(items.size()))));
        case 5 -> network.ready(random.nextInt(4) > 0);
        case 6 -> model.chooseBy(random.nextInt(21) - 10);
        default -> {
          for (Asked question : open.subList(0, random.nextInt(open.size() + 1))) {
            if (random.nextInt(4) == 0) {
              question.answer().completeExceptionally(new IllegalStateException("on purpose"));
            } else {
              network.answer(question);
            }
          }
        }
      }
      String when = "seed " + seed + ", action " + i;
      long pending = items.stream().filter(item -> item.now().pending()).count();
      assertEquals(pending, model.counts().pending().get(), when);
      long failed = items.stream().filter(item -> item.now().state() == State.FAILED).count();
      assertEquals(failed, model.counts().failed().get(), when);
      long working = items.stream().filter(item -> item.now().state() == State.WORKING).count();
      assertEquals(network.open().size(), working, when);
      assertTrue(working <= ClassifyModel.IN_FLIGHT_CHOSEN, when);
      assertTrue(model.chosen().get() == null || items.contains(model.chosen().get()), when);
    }
    network.ready(true);
    model.goOn();
    answerAll();
    assertEquals(0, model.counts().pending().get(), "seed " + seed);
  }
}
