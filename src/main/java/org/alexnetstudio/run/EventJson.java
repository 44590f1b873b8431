package org.alexnetstudio.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.event.CheckpointEvent;
import org.alexnetstudio.event.EndEvent;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.LearningRateEvent;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.TrainingEvent;
import org.alexnetstudio.event.ValidationEvent;
import org.jspecify.annotations.Nullable;

/** One event as one line of JSON, and back; a number that is not finite is null in the file. */
final class EventJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private EventJson() {}

  /** A line that is not an event; the message says why. */
  static final class MalformedEvent extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedEvent(String why) {
      super(why);
    }
  }

  /** Returns the event without a line break at its end. */
  static String write(RunEvent event) {
    return event.accept(new Writer()).toString();
  }

  static RunEvent read(String line) throws MalformedEvent {
    try {
      return new Reader(MAPPER.readTree(line)).event();
    } catch (JsonProcessingException e) {
      throw new MalformedEvent(e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw new MalformedEvent(String.valueOf(e.getMessage()));
    }
  }

  private static final class Writer implements RunEvent.Visitor<ObjectNode> {
    private static ObjectNode object(String type, RunEvent event) {
      return MAPPER
          .createObjectNode()
          .put("type", type)
          .put("step", event.step())
          .put("epoch", event.epoch())
          .put("time", event.timeMillis());
    }

    private static @Nullable Double finite(double value) {
      return Double.isFinite(value) ? value : null;
    }

    @Override
    public ObjectNode visit(StartEvent event) {
      ObjectNode object =
          object("start", event)
              .put("epochs", event.epochs())
              .put("stepsPerEpoch", event.stepsPerEpoch())
              .put("trainingImages", event.trainingImages())
              .put("validationImages", event.validationImages())
              .put("device", event.device());
      return event.initial().isEmpty() ? object : object.put("initial", event.initial());
    }

    @Override
    public ObjectNode visit(StepEvent event) {
      return object("step", event)
          .put("loss", finite(event.loss()))
          .put("top1", finite(event.top1()))
          .put("learningRate", finite(event.learningRate()))
          .put("imagesPerSecond", finite(event.imagesPerSecond()));
    }

    @Override
    public ObjectNode visit(TrainingEvent event) {
      return object("training", event)
          .put("loss", finite(event.loss()))
          .put("top1", finite(event.top1()))
          .put("top5", finite(event.top5()));
    }

    @Override
    public ObjectNode visit(ValidationEvent event) {
      return object("validation", event)
          .put("loss", finite(event.loss()))
          .put("top1", finite(event.top1()))
          .put("top5", finite(event.top5()))
          .put("images", event.images())
          .put("best", event.best());
    }

    @Override
    public ObjectNode visit(LearningRateEvent event) {
      return object("learning-rate", event)
          .put("from", finite(event.from()))
          .put("to", finite(event.to()));
    }

    @Override
    public ObjectNode visit(CheckpointEvent event) {
      return object("checkpoint", event).put("folder", event.folder());
    }

    @Override
    public ObjectNode visit(ProbeEvent event) {
      ObjectNode object = object("probe", event).put("image", event.image());
      ArrayNode top = object.putArray("top");
      for (Prediction prediction : event.top()) {
        top.addObject()
            .put("classIndex", prediction.classIndex())
            .put("className", prediction.className())
            .put("probability", finite(prediction.probability()));
      }
      return object;
    }

    @Override
    public ObjectNode visit(EndEvent event) {
      return object("end", event)
          .put("reason", event.reason().name())
          .put("message", event.message());
    }
  }

  private record Reader(JsonNode json) {
    RunEvent event() throws MalformedEvent {
      long time = whole("time");
      int step = integer("step");
      int epoch = integer("epoch");
      String type = text("type");
      return switch (type) {
        case "start" ->
            new StartEvent(
                time,
                step,
                epoch,
                integer("epochs"),
                integer("stepsPerEpoch"),
                integer("trainingImages"),
                integer("validationImages"),
                text("device"),
                json.path("initial").asText());
        case "step" ->
            new StepEvent(
                time,
                step,
                epoch,
                real("loss"),
                real("top1"),
                real("learningRate"),
                real("imagesPerSecond"));
        case "training" ->
            new TrainingEvent(time, step, epoch, real("loss"), real("top1"), real("top5"));
        case "validation" ->
            new ValidationEvent(
                time,
                step,
                epoch,
                real("loss"),
                real("top1"),
                real("top5"),
                integer("images"),
                field("best").asBoolean());
        case "learning-rate" -> new LearningRateEvent(time, step, epoch, real("from"), real("to"));
        case "checkpoint" -> new CheckpointEvent(time, step, epoch, text("folder"));
        case "probe" -> new ProbeEvent(time, step, epoch, text("image"), predictions());
        case "end" ->
            new EndEvent(time, step, epoch, EndReason.valueOf(text("reason")), text("message"));
        default -> throw new MalformedEvent("type " + type + " is not known");
      };
    }

    private List<Prediction> predictions() throws MalformedEvent {
      List<Prediction> top = new ArrayList<>();
      for (JsonNode each : field("top")) {
        Reader prediction = new Reader(each);
        top.add(
            new Prediction(
                prediction.integer("classIndex"),
                prediction.text("className"),
                prediction.real("probability")));
      }
      return top;
    }

    private JsonNode field(String name) throws MalformedEvent {
      JsonNode field = json.get(name);
      if (field == null) {
        throw new MalformedEvent(name + " is missing");
      }
      return field;
    }

    private JsonNode number(String name) throws MalformedEvent {
      JsonNode field = field(name);
      if (!field.isNumber()) {
        throw new MalformedEvent(name + " is not a number");
      }
      return field;
    }

    private long whole(String name) throws MalformedEvent {
      JsonNode number = number(name);
      if (!number.isIntegralNumber() || !number.canConvertToLong()) {
        throw new MalformedEvent(name + " is not a whole number");
      }
      return number.longValue();
    }

    private int integer(String name) throws MalformedEvent {
      long number = whole(name);
      if (number != (int) number) {
        throw new MalformedEvent(name + " is too large");
      }
      return (int) number;
    }

    private double real(String name) throws MalformedEvent {
      return field(name).isNull() ? Double.NaN : number(name).doubleValue();
    }

    private String text(String name) throws MalformedEvent {
      JsonNode field = field(name);
      if (!field.isTextual()) {
        throw new MalformedEvent(name + " is not a text");
      }
      return field.textValue();
    }
  }
}
