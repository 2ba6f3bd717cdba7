using Evenkeel.Initialization;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Initialization;

/// <summary>The README's program: a guard holds its lines to those between the marks.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void LibraryExample_FillsWeightsAsItSays()
    {
        // README begins
        WeightShape shape = WeightShape.Dense(inputs: 784, outputs: 300);
        float[] weights = new float[shape.Axes.Count];                      // [out, in]
        Initializers.HeNormal.Fill(weights, shape, seed: 0);                // N(0, 2/784), the same bits on every machine
        double promised = Initializers.HeNormal.StandardDeviation(shape);   // 0.0505
        // README ends

        promised.ShouldBe(0.0505, 0.00005);
        weights.Length.ShouldBe(300 * 784);

        // 235,200 draws give the deviation within 1/√(2n) = 0.15 % of itself, four times that being certain enough.
        Math.Sqrt(weights.Average(weight => (double)weight * weight)).ShouldBe(promised, 4 * 0.0015 * promised);
    }
}
