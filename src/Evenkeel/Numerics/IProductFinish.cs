namespace Evenkeel.Numerics;

/// <summary>What becomes of a product's sums as soon as they are complete: a strip at a time, while the strip is in the nearest cache.</summary>
internal interface IProductFinish
{
    /// <summary>Takes a strip of complete sums; several threads bring strips at once, each part of the product exactly once.</summary>
    /// <param name="strip">Which part, and where its sums are.</param>
    void Do(in ProductStrip strip);
}
