using Evenkeel.Formats.Tests.Torch;

namespace Evenkeel.Formats.Tests.Fuzzing;

/// <summary>Archives and older files of PyTorch, stored and deflated, of every protocol.</summary>
internal sealed class TorchSeeds : IFuzzSeeds
{
    public string Parser => "PyTorch";

    public IEnumerable<FuzzSeed> Seeds() => TorchGolden.Files.Select(name => new FuzzSeed(name, TorchGolden.Bytes(name)));
}
