using System.Text.Json;

namespace Evenkeel.Formats.Tests;

/// <summary>Files that numpy and the formats' own definitions wrote, with what they hold: tests/oracle/formats.py.</summary>
internal static class GoldenFiles
{
    private static readonly Dictionary<string, GoldenFile> ByName = Load();

    public static IEnumerable<string> Names => ByName.Keys;

    public static GoldenFile Get(string name) => ByName[name];

    private static Dictionary<string, GoldenFile> Load()
    {
        using Stream stream = typeof(GoldenFiles).Assembly.GetManifestResourceStream("golden-formats.json")!;
        return JsonSerializer.Deserialize<GoldenFile[]>(stream, JsonSerializerOptions.Web)!.ToDictionary(file => file.Name);
    }
}

/// <summary>One file.</summary>
internal sealed record GoldenFile(string Name, string File, string Format, byte[] Bytes, Dictionary<string, string> Metadata, GoldenTensor[] Tensors)
{
    public TensorFile Open() => TensorFile.Open(new MemoryStream(Bytes), File);
}

/// <summary>One tensor of a file; the values are null where elements cannot be read.</summary>
internal sealed record GoldenTensor(string Name, string Label, long[] Shape, byte[]? Values)
{
    public float[]? Floats => Values is null ? null : [.. Enumerable.Range(0, Values.Length / 4).Select(i => BitConverter.ToSingle(Values, 4 * i))];
}
