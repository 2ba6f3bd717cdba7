using Evenkeel.Numerics.Products;

namespace Evenkeel.Numerics;

/// <summary>The three products of a dense layer, whose sums are handed on as soon as they are complete.</summary>
/// <remarks>
/// Weights W are [inputs, outputs], a batch of inputs x is [rows, inputs], of outputs z [rows, outputs]. The bits are those of
/// <see cref="MatrixProduct"/>: handing sums on, or keeping them nowhere, changes none.
/// </remarks>
internal static unsafe class LayerProduct
{
    /// <summary>Computes <c>z = x·W + b</c>; each sum starts from the bias.</summary>
    /// <param name="x">Inputs, [rows, inputs].</param>
    /// <param name="weights">W, [inputs, outputs].</param>
    /// <param name="bias">b, [outputs]; empty for none.</param>
    /// <param name="z">Receives the outputs, [rows, outputs].</param>
    /// <param name="rows">Samples, ≥ 1.</param>
    /// <param name="finish">What becomes of complete parts of z; null for nothing more.</param>
    /// <param name="workers">Who shares the work.</param>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> z, int rows, IProductFinish? finish, Workers workers)
    {
        (int inputs, int outputs) = (x.Length / rows, z.Length / rows);

        // A single column is computed as a row, along which one bias does not lie.
        bool filled = outputs == 1 && !bias.IsEmpty;
        if (filled) z.Fill(bias[0]);
        fixed (float* px = x, pw = weights, pb = bias, pz = z)
        {
            ProductOperands product = ProductOperands.Plain(px, pw, pz, rows, outputs, inputs) with
            {
                Start = filled ? pz : pb,
                StartRow = filled ? 1 : 0,
                Finish = finish,
            };
            MatrixProduct.Compute(in product, workers);
        }
    }

    /// <summary>Computes <c>∂W = xᵀ·∂z</c> and, where it is wanted, <c>∂x = ∂z·Wᵀ</c>.</summary>
    /// <param name="x">Inputs, [rows, inputs].</param>
    /// <param name="weights">W, [inputs, outputs]; what <paramref name="weightGradient"/> hands on may change them.</param>
    /// <param name="dz">∂z, [rows, outputs].</param>
    /// <param name="rows">Samples, ≥ 1.</param>
    /// <param name="inputGradient">Where ∂x goes, [rows, inputs]; empty if it is not wanted.</param>
    /// <param name="weightGradient">Where ∂W goes, [inputs, outputs]; empty if it is handed on only.</param>
    /// <param name="readNext">What is read after this layer: it is fetched meanwhile, if it fits the second-level cache.</param>
    /// <param name="workers">Who shares the work.</param>
    public static void Backward(
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> dz,
        int rows,
        GradientTarget inputGradient,
        GradientTarget weightGradient,
        ReadOnlySpan<float> readNext,
        Workers workers)
    {
        (int inputs, int outputs) = (x.Length / rows, dz.Length / rows);
        fixed (float* px = x, pw = weights, pdz = dz, pdx = inputGradient.Values, pdw = weightGradient.Values, next = readNext)
        {
            ProductOperands toWeights = ProductOperands.TransposedLeft(px, pdz, pdw, inputs, outputs, rows) with
            {
                Start = weightGradient.IsAddedTo ? pdw : null,
                Finish = weightGradient.Finish,
                ReadNext = next,
                ReadNextLines = readNext.Length <= CacheSizes.Level2 / 2 / sizeof(float) ? readNext.Length / AlignedBuffer.Line : 0,
            };
            if (!inputGradient.Values.IsEmpty)
            {
                ProductOperands toInputs = ProductOperands.TransposedRight(pdz, pw, pdx, rows, inputs, outputs) with
                {
                    Start = inputGradient.IsAddedTo ? pdx : null,
                    Finish = inputGradient.Finish,
                };
                if (MatrixProduct.TryTogether(in toInputs, in toWeights, workers)) return;

                // The weights are read before they may change.
                MatrixProduct.Compute(in toInputs, workers);
            }

            MatrixProduct.Compute(in toWeights, workers);
        }
    }
}
