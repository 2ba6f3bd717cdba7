using System.Text.Json;
using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;
using Evenkeel.Numerics;
using static Evenkeel.Experiments.JsonNumbers;

namespace Evenkeel.Experiments;

/// <summary>What theory answers, as the fields of a JSON document; docs/cli.md lists them under <c>theory</c>.</summary>
public static class TheoryJson
{
    /// <summary>Writes the fields.</summary>
    /// <param name="json">The writer, inside an object.</param>
    /// <param name="reading">What was asked, and what theory says of it.</param>
    /// <exception cref="QuadratureException">A moment of the activation cannot be computed.</exception>
    public static void Write(Utf8JsonWriter json, TheoryReading reading)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(reading);
        TheoryQuestion question = reading.Question;
        json.WriteString("activation", question.Activation.Name);
        json.WriteStartObject("gains");
        WriteNumber(json, "secondMoment", reading.Gains.SecondMoment);
        WriteNumber(json, "variance", reading.Gains.Variance);
        WriteNumber(json, "gradient", reading.Gains.Gradient);
        json.WriteEndObject();
        WritePoint(json, question);
        Write(json, "fixedPoint", reading.Attractor?.Point);
        json.WriteString("noFixedPoint", reading.Attractor?.NoPoint);
        WriteAll(json, "fixedPoints", reading.FixedPoints, point => Write(json, null, point));
        if (Start(json, "approach", reading.Approach is null))
        {
            WriteNumber(json, "constant", reading.Approach!.Value.Constant);
            json.WriteNumber("power", reading.Approach.Value.Power);
            json.WriteEndObject();
        }

        Write(json, "critical", reading.Critical);
        WriteAll(json, "criticalPoints", reading.CriticalPoints, point => Write(json, null, point));
        WriteAll(json, "halfStable", reading.HalfStable, point => Write(json, null, point));
        json.WriteStartObject("conflict");
        json.WriteNumber("q", 1);
        WriteNumber(json, "perLayer", reading.Conflict.PerLayer);
        WriteNumber(json, "overDepth", reading.Conflict.OverDepth);
        json.WriteBoolean("canBothHold", reading.Conflict.CanBothHold);
        WriteNumber(json, "reconcilingBias", reading.Conflict.ReconcilingBias);
        json.WriteString("sentence", reading.Conflict.Sentence);
        json.WriteEndObject();
        if (reading.Normalized is { } normalized)
        {
            json.WriteStartObject("normalization");
            json.WriteString("over", normalized.Normalization.ToString().ToLowerInvariant());
            WriteNumber(json, "backwardGrowth", normalized.BackwardGrowth);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("normalization");
        }

        WriteAll(json, "trajectory", reading.Trajectory, row => Write(json, row));
        json.WriteString("noBand", reading.Prediction?.NoBand);
        WriteNumber(json, "scatter", reading.Prediction?.Scatter);
        if (Start(json, "jacobian", reading.Jacobian is null))
        {
            WriteNumber(json, "mean", reading.Jacobian!.Value.Mean);
            WriteNumber(json, "relativeVariance", reading.Jacobian.Value.RelativeVariance);
            WriteNumber(json, "finiteVariance", reading.Jacobian.Value.FiniteVariance);
            WriteNumber(json, "largest", reading.LargestSquare);
            json.WriteEndObject();
        }

        WriteNumber(json, "bornDead", reading.BornDead);
        WriteAll(json, "schemes", reading.Schemes, scheme => Write(json, scheme));
        WriteAll(json, "widthChanges", reading.WidthChanges, change => Write(json, change.Layer, change.FanIn, change.FanOut, change.Rules));
        Write(json, reading.Suggestion);
    }

    private static void WritePoint(Utf8JsonWriter json, TheoryQuestion question)
    {
        json.WriteStartObject("point");
        json.WriteString("scheme", question.Scheme);
        WriteNumber(json, "sigmaW2", question.SigmaW2);
        WriteNumber(json, "sigmaB2", question.SigmaB2);
        WriteNumber(json, "inputSecondMoment", question.InputSecondMoment);
        WriteNumber(json, "residual", question.Residual);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string? name, FixedPoint? point)
    {
        if (!Start(json, name, point is null))
        {
            return;
        }

        WriteNumber(json, "q", point!.Q);
        WriteNumber(json, "chi1", point.Chi1);
        WriteNumber(json, "chiQ", point.ChiQ);
        WriteNumber(json, "correlation", point.Correlation);
        WriteNumber(json, "xiQ", point.XiQ);
        WriteNumber(json, "xiC", point.XiC);
        WriteNumber(json, "xiGradient", point.XiGradient);
        json.WriteString("phase", TheoryText.Word(point.Phase));
        json.WriteString("stability", TheoryText.Word(point.Stability));
        WriteNumber(json, "reach", TheoryReading.ReachOverXi * point.XiC);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string? name, CriticalPoint? point)
    {
        if (!Start(json, name, point is null))
        {
            return;
        }

        WriteNumber(json, "sigmaW2", point!.SigmaW2);
        WriteNumber(json, "sigmaB2", point.SigmaB2);
        WriteNumber(json, "q", point.Q);
        WriteNumber(json, "chiQ", point.ChiQ);
        json.WriteString("stability", TheoryText.Word(point.Stability));
        json.WriteBoolean("everyQ", point.IsAtEveryQ);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TrajectoryRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("layer", row.Layer);
        WriteNumber(json, "q", row.Q);
        WriteNumber(json, "forwardGrowth", row.Forward);
        WriteNumber(json, "backwardGrowth", row.Backward);
        WriteNumber(json, "correlation", row.Correlation);
        Write(json, "forward", row.ForwardBand);
        Write(json, "backward", row.BackwardBand);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SchemeGrowth scheme)
    {
        json.WriteStartObject();
        json.WriteString("scheme", scheme.Name);
        WriteNumber(json, "forwardPerLayer", scheme.ForwardPerLayer);
        WriteNumber(json, "forward", scheme.Growth.Forward);
        WriteNumber(json, "backwardPerLayer", scheme.BackwardPerLayer);
        WriteNumber(json, "backward", scheme.Growth.Backward);
        json.WriteString("conflict", scheme.Growth.Conflict?.Sentence);
        WriteAll(json, "layers", scheme.Growth.Layers, layer =>
        {
            json.WriteStartObject();
            json.WriteNumber("layer", layer.Layer);
            WriteNumber(json, "sigmaW2", scheme.Path.Layers[layer.Layer - 1].SigmaW2);
            WriteNumber(json, "sigmaB2", scheme.Path.Layers[layer.Layer - 1].BiasVariance);
            WriteNumber(json, "q", layer.Q);
            WriteNumber(json, "forwardGrowth", layer.Forward);
            WriteNumber(json, "backwardGrowth", layer.Forward is null ? null : layer.Backward);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, int layer, int fanIn, int fanOut, IEnumerable<WidthRule> rules)
    {
        json.WriteStartObject();
        json.WriteNumber("layer", layer);
        json.WriteNumber("fanIn", fanIn);
        json.WriteNumber("fanOut", fanOut);
        WriteAll(json, "rules", rules, rule =>
        {
            json.WriteStartObject();
            json.WriteString("name", rule.Name);
            json.WriteString("keeps", rule.Keeps);
            WriteNumber(json, "weightVariance", rule.WeightVariance);
            WriteNumber(json, "forward", rule.Forward);
            WriteNumber(json, "backward", rule.Backward);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Band? band)
    {
        if (!Start(json, name, band is null))
        {
            return;
        }

        WriteNumber(json, "predicted", band!.Value.Predicted);
        WriteNumber(json, "low", band.Value.Low);
        WriteNumber(json, "high", band.Value.High);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TwoSidedStart? start)
    {
        if (!Start(json, "suggestion", start is null))
        {
            return;
        }

        json.WriteString("method", TheoryText.Word(start!.Method));
        WriteNumber(json, "within", start.Request.Factor);
        json.WriteBoolean("isWithin", start.IsWithin);
        WriteNumber(json, "q", start.Q);
        WriteNumber(json, "chiQ", start.ChiQ);
        WriteNumber(json, "forward", start.Growth.Forward);
        WriteNumber(json, "backward", start.Growth.Backward);
        json.WriteString("activation", start.Path.Activation.Name);
        json.WriteString("why", start.Why);
        WriteAll(json, "layers", start.Path.Layers, layer =>
        {
            json.WriteStartObject();
            WriteNumber(json, "sigmaW2", layer.SigmaW2);
            WriteNumber(json, "sigmaB2", layer.BiasVariance);
            WriteNumber(json, "weightVariance", layer.WeightVariance);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    /// <summary>Opens an object, named or in an array; writes null where there is nothing to say.</summary>
    private static bool Start(Utf8JsonWriter json, string? name, bool isNull)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        if (isNull)
        {
            json.WriteNullValue();
            return false;
        }

        json.WriteStartObject();
        return true;
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
