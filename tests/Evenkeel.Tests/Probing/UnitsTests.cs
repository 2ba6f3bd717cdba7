using Evenkeel.Functions;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Tests.Probing;

public class UnitsTests
{
    [Fact]
    public void Flat_CountsPairsWhereTanhIsBeyond099()
    {
        // 1 − tanh²z falls to 0.02 at z = 2.6467.
        float[] z = [0, 2.64f, 2.65f, -2.65f, 1, 50];

        (double saturated, _) = Flat(Activations.Tanh, z, width: 2);

        saturated.ShouldBe(3.0 / 6);
    }

    [Fact]
    public void Flat_MeasuresASigmoidByItsOwnSteepestSlope()
    {
        // σ(1 − σ) falls to 0.02/4 at z = 5.288; by the scale of tanh it would at 3.9.
        float[] z = [5.28f, 5.30f, -5.28f, -5.30f];

        (double saturated, _) = Flat(Activations.Sigmoid, z, width: 1);

        saturated.ShouldBe(0.5);
    }

    [Fact]
    public void Flat_CallsNoReluSaturated()
    {
        float[] z = [-5, 5, -1, 0.1f];

        Flat(Activations.Relu, z, width: 2).Saturated.ShouldBe(0);
    }

    [Fact]
    public void Flat_CallsAUnitDeadWhereItsSlopeIsZeroOnAllSamples()
    {
        // Three samples of four units: always below, once above, always exactly at the kink (whose left side counts), always above.
        float[] z =
        [
            -1, -1, 0, 1,
            -2, 0.01f, 0, 2,
            -3, -1, 0, 3,
        ];

        Flat(Activations.Relu, z, width: 4).Dead.ShouldBe(0.5);
    }

    [Theory]
    [InlineData("leaky-relu")]
    [InlineData("elu")]
    [InlineData("linear")]
    public void Flat_CallsNoUnitDeadThatSlopesEverywhere(string activation) =>
        Flat(Activations.Parse(activation), [-1, -2, -3, -4], width: 2).Dead.ShouldBe(0);

    [Fact]
    public void Flat_CallsATanhUnitDeadWhereItsSlopeIsBelowFloat32()
    {
        (double saturated, double dead) = Flat(Activations.Tanh, [30, 1, -40, 1], width: 2);

        (saturated, dead).ShouldBe((0.5, 0.5));
    }

    [Fact]
    public void Symmetric_CountsEveryUnitThatHasATwin()
    {
        // Units 0, 2 and 4 are one; 1 and 3 another; 5 is alone.
        float[] z =
        [
            1, 2, 1, 2, 1, 2,
            3, 4, 3, 4, 3, 5,
        ];

        Units.Symmetric(z, width: 6).ShouldBe(5.0 / 6);
    }

    [Fact]
    public void Symmetric_ComparesToTheLastBit()
    {
        float next = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(1f) + 1);

        Units.Symmetric([1, next], width: 2).ShouldBe(0);
        Units.Symmetric([0f, -0f], width: 2).ShouldBe(0);
        Units.Symmetric([next, next], width: 2).ShouldBe(1);
    }

    [Fact]
    public void Symmetric_NeedsTwoUnits() => Units.Symmetric([1, 1, 1], width: 1).ShouldBe(0);

    [Fact]
    public void Symmetric_SeesADifferenceInOneSampleOfMany()
    {
        const int Rows = 300;
        float[] z = new float[2 * Rows];
        z[^1] = 1e-30f;

        Units.Symmetric(z, width: 2).ShouldBe(0);
        Units.Symmetric(z.AsSpan(0, 2 * Rows - 2), width: 2).ShouldBe(1);
    }

    [Fact]
    public void Flat_CountsTheSameInWholeRegistersAndRests()
    {
        // Rows of every length around a register and a block, against a loop over the slope in double.
        foreach (int width in (int[])[1, 7, 8, 9, 31, 300, 2047, 2048, 2049])
        {
            float[] z = new float[width * 9];
            Draw.Normal(z, width, 0, 3);
            int saturated = 0;
            bool[] alive = new bool[width];
            for (int i = 0; i < z.Length; i++)
            {
                saturated += Math.Abs(Activations.HardTanh.Slope(z[i])) < 0.02 ? 1 : 0;
                alive[i % width] |= Activations.HardTanh.Slope(z[i]) != 0;
            }

            Flat(Activations.HardTanh, z, width).ShouldBe(((double)saturated / z.Length, (double)alive.Count(unit => !unit) / width), $"{width} units");
        }
    }

    private static (double Saturated, double Dead) Flat(Activation function, float[] z, int width)
    {
        float[] a = new float[z.Length];
        function.Apply(z, a);
        return Units.Flat(function, z, a, width);
    }
}
