using System.Globalization;
using System.Text.Json;

namespace Evenkeel.Formats.Tests.Torch;

/// <summary>Small files that PyTorch 1.13.1 wrote, and what it read in them; tests/oracle/make-torch-files makes them.</summary>
internal static class TorchGolden
{
    private static readonly Dictionary<string, GoldenTensor[]> All = JsonSerializer.Deserialize<Dictionary<string, GoldenTensor[]>>(Bytes("expected.json"), JsonSerializerOptions.Web)!;

    /// <summary>The names of the files.</summary>
    public static IEnumerable<string> Files => All.Keys;

    public static byte[] Bytes(string name)
    {
        using Stream stream = typeof(TorchGolden).Assembly.GetManifestResourceStream($"torch/{name}")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static TensorFile Open(string name) => TensorFile.Open(new MemoryStream(Bytes(name)), name);

    public static IReadOnlyList<GoldenTensor> Expected(string name) => All[name];

    /// <summary>A tensor as PyTorch saw it.</summary>
    /// <param name="Name">Its path.</param>
    /// <param name="Type">PyTorch's name of its type.</param>
    /// <param name="Shape">The sizes of its axes.</param>
    /// <param name="Values">Its elements, row-major, as Python writes them.</param>
    internal sealed record GoldenTensor(string Name, string Type, long[] Shape, string[] Values)
    {
        public TensorType? Known => Type["torch.".Length..] switch
        {
            "float32" => TensorType.Float32,
            "float64" => TensorType.Float64,
            "float16" => TensorType.Float16,
            "bfloat16" => TensorType.BFloat16,
            "int64" => TensorType.Int64,
            "int32" => TensorType.Int32,
            "int16" => TensorType.Int16,
            "int8" => TensorType.Int8,
            "uint8" => TensorType.UInt8,
            "bool" => TensorType.Bool,
            "complex64" => TensorType.Complex64,
            _ => null,
        };

        public double[] Numbers => [.. Values.Select(Number)];

        private static double Number(string text) => text switch
        {
            "True" => 1,
            "False" => 0,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
    }
}
