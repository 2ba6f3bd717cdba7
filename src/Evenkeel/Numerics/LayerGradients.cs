namespace Evenkeel.Numerics;

/// <summary>The two products of a dense layer's backward pass, block by block of its inputs, so that a block of weights is read once for both.</summary>
/// <remarks>
/// Works against the way to memory: a block's rows of W make its columns of ∂x = ∂z·Wᵀ and, while they are still in the second-level
/// cache, take their own change from ∂W = xᵀ·∂z. No block needs another, so threads meet once a layer.
/// </remarks>
internal struct LayerGradients<TLanes> : IChunkedWork
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Inputs in a block: whole tiles, and few enough for a layer of 256 to fall into chunks for several threads.</summary>
    private const int Most = 64;
    private const int Least = 32;

    private readonly BlockedProduct<TLanes> inputGradient;
    private readonly BlockedProduct<TLanes> weightGradient;
    private readonly int rows;
    private readonly int inputs;
    private readonly int outputs;
    private readonly int width;

    private LayerGradients(in ProductOperands inputGradient, in ProductOperands weightGradient)
    {
        (this.inputGradient, this.weightGradient) = (new(in inputGradient), new(in weightGradient));
        (rows, inputs, outputs) = (inputGradient.M, inputGradient.N, weightGradient.N);
        width = inputs >= 8 * Most ? Most : Least;
    }

    /// <summary>Computes both products, if it is of use to do so block by block.</summary>
    /// <param name="inputGradient">∂x = ∂z·Wᵀ.</param>
    /// <param name="weightGradient">∂W = xᵀ·∂z.</param>
    /// <param name="workers">Who shares the work.</param>
    /// <returns>Whether it did; if not, nothing is touched.</returns>
    public static bool TryRun(in ProductOperands inputGradient, in ProductOperands weightGradient, Workers workers)
    {
        // Where ∂z is too large for the second-level cache, each block would push out what the others need.
        if (inputGradient.N < Least || (long)weightGradient.K * weightGradient.N * sizeof(float) > CacheSizes.Level2 / 2) return false;
        if (SparseProduct<TLanes>.IsSparse(in inputGradient, out _) || SparseProduct<TLanes>.IsSparse(in weightGradient, out _)) return false;

        LayerGradients<TLanes> both = new(in inputGradient, in weightGradient);
        int chunks = (both.inputs + both.width - 1) / both.width;
        if (2L * both.rows * both.inputs * both.outputs >= BlockedProduct<TLanes>.WorthSharing) workers.Run(ref both, chunks);
        else for (int i = 0; i < chunks; i++) both.Do(i);
        return true;
    }

    /// <inheritdoc/>
    public readonly void Do(int chunk)
    {
        int from = chunk * width, to = Math.Min(from + width, inputs);
        inputGradient.Rectangle(0, rows, from, to);
        weightGradient.Rectangle(from, to, 0, outputs);
    }
}
