namespace Evenkeel.Formats.Tests.Fuzzing;

/// <summary>Golden files as seeds.</summary>
internal sealed class GoldenSeeds(string parser, Func<GoldenFile, bool> chosen) : IFuzzSeeds
{
    public string Parser => parser;

    public IEnumerable<FuzzSeed> Seeds() => GoldenFiles.Names.Select(GoldenFiles.Get).Where(chosen).Select(file => new FuzzSeed(file.File, file.Bytes));
}
