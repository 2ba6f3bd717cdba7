using System.Globalization;
using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Formats;
using Evenkeel.Initialization;

namespace Evenkeel.Interchange.Models;

/// <summary>A record of what was drawn anew, from which the same weights can be drawn again.</summary>
public static class ReinitManifest
{
    /// <summary>Writes the fields of the record.</summary>
    /// <param name="json">The writer, inside an object.</param>
    /// <param name="plan">What was done.</param>
    /// <param name="version">The program's version.</param>
    /// <param name="input">The file that was read.</param>
    /// <param name="format">Its format.</param>
    /// <param name="output">The file that was written; null where none was.</param>
    public static void Write(Utf8JsonWriter json, Reinitialization plan, string version, string input, string format, string? output)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(plan);
        json.WriteString("tool", "evenkeel");
        json.WriteString("version", version);
        json.WriteString("input", input);
        json.WriteString("format", format);
        json.WriteString("output", output);
        json.WriteString("mode", plan.Request.Mode switch { ReinitMode.Scheme => "scheme", ReinitMode.Untrained => "untrained", _ => "auto" });
        json.WriteString("scheme", plan.Request.Scheme);
        json.WriteString("rng", "native");
        json.WriteNumber("seed", plan.Request.Seed);
        json.WriteStartArray("tensors");
        foreach (ReinitTensor tensor in plan.Tensors)
        {
            json.WriteStartObject();
            Write(json, tensor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("untouched");
        foreach (ReinitUntouched untouched in plan.Untouched)
        {
            json.WriteStartObject();
            Begin(json, untouched.Tensor);
            json.WriteString("why", untouched.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReinitTensor drawn)
    {
        Begin(json, drawn.Tensor);
        json.WriteString("reason", drawn.Tensor.Reason);
        json.WriteString("kind", drawn.Weights.Kind);
        json.WriteString("layout", drawn.Weights.Layout == Shapes.WeightLayout.OutIn ? "torch" : "keras");
        json.WriteNumber("fanIn", drawn.Weights.Fan.In);
        json.WriteNumber("fanOut", drawn.Weights.Fan.Out);
        json.WriteString("arithmetic", drawn.Weights.Arithmetic);
        json.WriteString("weights", drawn.IsBias ? drawn.Tensor.WeightsName : null);
        json.WriteString("scheme", drawn.Initializer.Name);
        json.WriteString("why", drawn.Why);
        Promise promise = drawn.Promise;
        json.WriteString("family", Word(promise.Family));
        JsonNumbers.WriteNumber(json, "mean", promise.Mean);
        JsonNumbers.WriteNumber(json, "standardDeviation", promise.StandardDeviation);
        json.WriteString("seedKey", string.Create(CultureInfo.InvariantCulture, $"0x{drawn.Seed.Key:x16}"));
        json.WriteString("seedFrom", string.Create(CultureInfo.InvariantCulture, $"seed.For(\"{drawn.Tensor.Info.Name}\")"));
        json.WriteStartArray("sharedWith");
        foreach (string name in drawn.SharedWith)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static void Begin(Utf8JsonWriter json, ModelTensor tensor)
    {
        json.WriteString("name", tensor.Info.Name);
        json.WriteStartArray("shape");
        foreach (long axis in tensor.Info.Shape)
        {
            json.WriteNumberValue(axis);
        }

        json.WriteEndArray();
        json.WriteString("dtype", tensor.Info.Encoding ?? tensor.Info.Type.Label());
        json.WriteString("role", ModelRoles.Word(tensor.Role));
    }

    private static string Word(Family family) => family == Family.TruncatedNormal ? "truncated-normal" : family.ToString().ToLowerInvariant();
}
