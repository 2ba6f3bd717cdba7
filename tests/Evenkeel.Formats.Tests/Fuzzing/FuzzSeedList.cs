namespace Evenkeel.Formats.Tests.Fuzzing;

/// <summary>The seeds of every parser.</summary>
internal static class FuzzSeedList
{
    public static IReadOnlyList<IFuzzSeeds> All { get; } =
    [
        new GoldenSeeds("npy", file => file.Name is "npy <f4 C (4, 3)" or "npy >f8 F (2, 3, 4)" or "npy <f2 F (4, 3)" or "npy |b1 C (5,)" or "npy <i8 C ()" or "npy version (3, 0)"),
        new GoldenSeeds("npz", file => file.Format == "npz"),
        new GoldenSeeds("safetensors", file => file.Format == "safetensors"),
        new GoldenSeeds("GGUF", file => file.Format == "GGUF"),
        new ShardSeeds(),
        new OnnxSeeds(),
        new TorchSeeds(),
    ];
}
