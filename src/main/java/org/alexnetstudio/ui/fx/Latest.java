package org.alexnetstudio.ui.fx;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The answer to the newest of a kind of question. A new question gives up the one before; its
 * answer stays until the new one is there.
 */
public final class Latest<T> {
  private final Executor fx;
  private final ReadOnlyObjectWrapper<@Nullable T> answer = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper pending = new ReadOnlyBooleanWrapper();
  private @Nullable CompletableFuture<T> question;

  /** No question yet; answers are taken on {@code fx}, the JavaFX thread. */
  public Latest(Executor fx) {
    this.fx = fx;
  }

  /** Takes the answer of {@code next} when it is there. */
  public void ask(CompletableFuture<T> next) {
    CompletableFuture<T> before = question;
    question = next;
    // Without a moment between the two: there is a question all the time.
    pending.set(true);
    if (before != null) {
      before.cancel(false);
    }
    var unused = next.whenComplete((value, error) -> fx.execute(() -> settle(next, value, error)));
  }

  private void settle(CompletableFuture<T> asked, @Nullable T value, @Nullable Throwable error) {
    if (question != asked) {
      return;
    }
    question = null;
    pending.set(false);
    if (value != null) {
      problem.set(null);
      answer.set(value);
    } else if (error != null && !(cause(error) instanceof CancellationException)) {
      answer.set(null);
      problem.set(cause(error));
    }
  }

  private static Throwable cause(Throwable error) {
    Throwable cause = error.getCause();
    return error instanceof CompletionException && cause != null ? cause : error;
  }

  /** Gives up the question under way; the last answer stays. */
  public void cancel() {
    CompletableFuture<T> asked = question;
    question = null;
    pending.set(false);
    if (asked != null) {
      asked.cancel(false);
    }
  }

  /** Forgets question and answer. */
  public void clear() {
    cancel();
    problem.set(null);
    answer.set(null);
  }

  /** The newest answer; null before the first, and after a problem. */
  public ReadOnlyObjectProperty<@Nullable T> answer() {
    return answer.getReadOnlyProperty();
  }

  /** Why the newest question has no answer; null where it has. */
  public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
    return problem.getReadOnlyProperty();
  }

  /** Whether a question is under way. */
  public ReadOnlyBooleanProperty pending() {
    return pending.getReadOnlyProperty();
  }
}
