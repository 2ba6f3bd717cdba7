using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Networks;

namespace Evenkeel.Lab.Sessions;

/// <summary>What a session will hold, by estimate, before any of it is allocated.</summary>
/// <param name="Own">Bytes of its runs.</param>
/// <param name="Data">The data that it shares with whoever uses the same.</param>
/// <param name="Shared">Bytes of the data.</param>
internal sealed record SessionMemory(long Own, DataSplit Data, long Shared)
{
    /// <summary>Weights, those of the start, and the gradients of training and of reading.</summary>
    private const int Copies = 4;

    /// <summary>Pre-activations, activations and gradients, of training and of reading.</summary>
    private const int Kinds = 6;

    /// <summary>Estimates it.</summary>
    public static SessionMemory Of(ComparisonSpec spec, DataSplit data)
    {
        Network network = Network.For(spec.Network, data.Train);
        long parameters = network.Graph.Parameters.Sum(parameter => (long)parameter.Shape.Count);
        long samples = spec.Training.Batch == 0 ? data.Train.Count : Math.Min(spec.Training.Batch, data.Train.Count);
        long values = samples * (network.InputShape.Count + network.Layers.Sum(layer => (long)layer.Width));
        return new(spec.Schemes.Length * sizeof(float) * (parameters * (Copies + Memories(spec.Training.Optimizer)) + values * Kinds), data, BytesOf(data));
    }

    /// <summary>What an optimizer remembers of each weight.</summary>
    private static int Memories(string optimizer) => optimizer.ToUpperInvariant() switch { "SGD" => 0, "ADAM" or "ADAMW" => 2, _ => 1 };

    private static long BytesOf(DataSplit data) => BytesOf(data.Train) + (ReferenceEquals(data.Train, data.Test) ? 0 : BytesOf(data.Test));

    private static long BytesOf(IDataSet set) => (long)set.Count * (set.InputShape.Count + set.TargetSize) * (set is ByteDataSet ? sizeof(byte) : sizeof(float));
}
