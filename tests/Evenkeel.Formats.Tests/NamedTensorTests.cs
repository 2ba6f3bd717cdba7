using Evenkeel.Formats;

namespace Evenkeel.Formats.Tests;

public class NamedTensorTests
{
    [Fact]
    public void FromSingles_RoundsBrainFloatsToNearestEven()
    {
        // A bf16 keeps 7 bits of fraction, so numbers near 1 lie 2^-7 apart; halves go to the even neighbour.
        float step = MathF.ScaleB(1, -7);
        float[] values = [1 + step / 2, 1 + 3 * step / 2, 1 + 0.6f * step, float.MaxValue, float.NaN];

        float[] rounded = NamedTensor.FromSingles("w", [5], values, TensorType.BFloat16).ToSingles();

        rounded.ShouldBe([1, 1 + 2 * step, 1 + step, float.PositiveInfinity, float.NaN]);
    }

    [Fact]
    public void FromSingles_RefusesWholeNumbers() =>
        Should.Throw<ArgumentException>(() => NamedTensor.FromSingles("w", [1], [1], TensorType.Int8)).Message
            .ShouldStartWith("Tensor 'w' is made of float32 values, which i8 cannot hold; choose f16, bf16, f32 or f64.");

    [Fact]
    public void Constructor_RefusesBytesThatDoNotFitTheShape() =>
        Should.Throw<ArgumentException>(() => NamedTensor.FromSingles("w", [2, 3], [1])).Message
            .ShouldStartWith("Tensor 'w' holds 4 bytes, but f32 of shape 2×3 needs 24.");
}
