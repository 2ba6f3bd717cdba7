namespace Evenkeel.Graphs;

/// <summary>What a loss works on, row-major, one row a sample.</summary>
internal readonly ref struct LossOperands
{
    /// <summary>[rows, outputs].</summary>
    public required ReadOnlySpan<float> Predictions { get; init; }

    /// <summary>[rows, target].</summary>
    public required ReadOnlySpan<float> Targets { get; init; }

    /// <summary>[rows].</summary>
    public required Span<float> Losses { get; init; }

    public void Deconstruct(out ReadOnlySpan<float> predictions, out ReadOnlySpan<float> targets, out Span<float> losses)
    {
        predictions = Predictions;
        targets = Targets;
        losses = Losses;
    }
}
