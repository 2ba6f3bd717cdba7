namespace Evenkeel.Numerics.Products;

/// <summary>The two products of a dense layer's backward pass, block by block of its inputs, so that a block of weights is read once for both.</summary>
/// <remarks>
/// Works against the way to memory: a block's rows of W make its columns of ∂x = ∂z·Wᵀ and, while they are still in the second-level
/// cache, take their own change from ∂W = xᵀ·∂z. No block needs another, so threads meet once a layer.
/// </remarks>
internal struct LayerGradients<TLanes> : IChunkedWork
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Inputs in a block: whole tiles, and few enough for their weights to stay in the second-level cache.</summary>
    private const int Width = 64;

    private readonly BlockedProduct<TLanes> inputGradient;
    private readonly BlockedProduct<TLanes> weightGradient;
    private readonly int rows;
    private readonly int inputs;
    private readonly int outputs;

    private LayerGradients(in ProductOperands inputGradient, in ProductOperands weightGradient)
    {
        (this.inputGradient, this.weightGradient) = (new(in inputGradient), new(in weightGradient));
        (rows, inputs, outputs) = (inputGradient.M, inputGradient.N, weightGradient.N);
    }

    /// <summary>Computes both products, if it is of use to do so block by block.</summary>
    /// <param name="inputGradient">∂x = ∂z·Wᵀ.</param>
    /// <param name="weightGradient">∂W = xᵀ·∂z.</param>
    /// <param name="workers">Who shares the work.</param>
    /// <returns>Whether it did; if not, nothing is touched.</returns>
    public static bool TryRun(in ProductOperands inputGradient, in ProductOperands weightGradient, Workers workers)
    {
        // More rows make so much of each weight that reading it twice does not show, and then whole panels of ∂z are better kept near.
        if (inputGradient.M > ProductPanel<TLanes>.MostRows || inputGradient.N < 2 * Width) return false;
        if (SparseProduct<TLanes>.IsSparse(in inputGradient, out _) || SparseProduct<TLanes>.IsSparse(in weightGradient, out _)) return false;

        LayerGradients<TLanes> both = new(in inputGradient, in weightGradient);
        int chunks = (inputGradient.N + Width - 1) / Width;
        if (2L * both.rows * both.inputs * both.outputs >= BlockedProduct<TLanes>.WorthSharing) workers.Run(ref both, chunks);
        else for (int i = 0; i < chunks; i++) both.Do(i);
        return true;
    }

    /// <inheritdoc/>
    public readonly void Do(int chunk)
    {
        int from = chunk * Width, to = Math.Min(from + Width, inputs);
        inputGradient.Rectangle(0, rows, from, to);
        weightGradient.Rectangle(from, to, 0, outputs);
    }
}
