using Evenkeel.Numerics;

namespace Evenkeel.Graphs.Operations;

/// <summary>Where a loss writes ∂(its own number)/∂(predictions); at the end each row is weighed by the gradient that reached that number.</summary>
/// <remarks>Where another consumer's part stands already, it is memory of <see cref="Scratch"/>, so what writes it may not lend from there.</remarks>
internal readonly unsafe ref struct LossGradient
{
    private readonly NodeRun run;
    private readonly bool accumulates;

    public LossGradient(NodeRun run)
    {
        this.run = run;
        accumulates = run.Accumulates(0);
        Span<float> target = run.InputGradient(0);
        Span = accumulates ? new(Scratch.Lend(target.Length), target.Length) : target;
    }

    /// <summary>[rows, outputs], to be overwritten.</summary>
    public Span<float> Span { get; }

    public void Dispose()
    {
        Elementwise.RunRows(default(Multiplied), Span, run.OutputGradient, Span);
        if (!accumulates) return;

        Span<float> target = run.InputGradient(0);
        Elementwise.Run(default(Added), target, Span, target);
    }
}
