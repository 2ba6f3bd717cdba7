using System.Buffers;

namespace Evenkeel.Graphs.Operations;

/// <summary>Where a loss writes ∂(its own number)/∂(predictions); at the end each row is weighed by the gradient that reached that number.</summary>
internal readonly ref struct LossGradient
{
    private readonly NodeRun run;
    private readonly float[]? rented;

    public LossGradient(NodeRun run)
    {
        this.run = run;
        Span<float> target = run.InputGradient(0);
        rented = run.Accumulates(0) ? ArrayPool<float>.Shared.Rent(target.Length) : null;
        Span = rented is null ? target : rented.AsSpan(0, target.Length);
    }

    /// <summary>[rows, outputs], to be overwritten.</summary>
    public Span<float> Span { get; }

    public void Dispose()
    {
        Span<float> target = run.InputGradient(0);
        int outputs = target.Length / run.Rows;
        for (int i = 0; i < target.Length; i++)
        {
            float weighed = Span[i] * run.OutputGradient[i / outputs];
            target[i] = rented is null ? weighed : target[i] + weighed;
        }

        if (rented is not null)
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
