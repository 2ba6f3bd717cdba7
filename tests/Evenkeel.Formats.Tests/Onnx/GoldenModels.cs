using System.Text.Json;

namespace Evenkeel.Formats.Tests.Onnx;

/// <summary>Models that PyTorch 1.13.1 and onnx 1.12.0 wrote, by <c>tests/oracle/onnx_files.py</c>.</summary>
internal static class GoldenModels
{
    public static string[] Names { get; } = ["mlp", "conv", "lstm", "attention", "branching", "half", "typed"];

    public static byte[] Bytes(string path)
    {
        using Stream stream = typeof(GoldenModels).Assembly.GetManifestResourceStream($"onnx/{path}").ShouldNotBeNull();
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Every tensor of a model as NumPy reads it.</summary>
    public static Dictionary<string, (long[] Shape, string Type, double[] Values)> Expected(string model)
    {
        using JsonDocument all = JsonDocument.Parse(Bytes("expected.json"));
        return all.RootElement.GetProperty(model).EnumerateObject().ToDictionary(tensor => tensor.Name, tensor => (
            Array(tensor.Value, "shape", axis => axis.GetInt64()),
            tensor.Value.GetProperty("type").GetString()!,
            Array(tensor.Value, "values", value => value.GetDouble())));
    }

    private static T[] Array<T>(JsonElement tensor, string name, Func<JsonElement, T> read) => [.. tensor.GetProperty(name).EnumerateArray().Select(read)];
}
