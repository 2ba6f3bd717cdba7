using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.MeanField.Blocks;

namespace Evenkeel.Tests.MeanField.Blocks;

public class NormalizedMapTests
{
    [Fact]
    public void BackwardGrowth_OfReluOverTheBatchIsThePublishedNumber() =>
        new NormalizedMap(Activations.Relu, LayerNormalization.Batch).BackwardGrowth.ShouldBe(Math.PI / (Math.PI - 1), 1e-12);

    [Fact]
    public void BackwardGrowth_OverUnitsIsTheConflictOfTheActivation()
    {
        new NormalizedMap(Activations.Relu, LayerNormalization.Units, 3).BackwardGrowth.ShouldBe(1, 1e-12);
        new NormalizedMap(Activations.Tanh, LayerNormalization.Units, 3).BackwardGrowth.ShouldBe(1.17781, 1e-5);
    }

    // σw² = 1/E φ′², σb² = 1 − σw²·E φ²: on the critical line at q = 1 normalization finds nothing to divide by.
    [Fact]
    public void BackwardGrowth_IsOneOnTheCriticalLine()
    {
        ActivationMoments moments = ActivationMoments.Of(Activations.Tanh);
        double sigmaW2 = 1 / moments.SlopeSecondMoment;

        new NormalizedMap(Activations.Tanh, LayerNormalization.Units, sigmaW2, 1 - sigmaW2 * moments.SecondMoment).BackwardGrowth.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Growth_DividesByWhatIsLeftOfCorrelatedSamples()
    {
        NormalizedMap map = new(Activations.Linear, LayerNormalization.Batch);

        map.Growth(0.75).ShouldBe(4, 1e-12);
        new NormalizedMap(Activations.Linear, LayerNormalization.Units).Growth(0.75).ShouldBe(1);
    }

    // Cho and Saul's map of ReLU at c = 0: 1/π.
    [Fact]
    public void NextCorrelation_OverUnitsIsThatOfTheKernel()
    {
        new NormalizedMap(Activations.Relu, LayerNormalization.Units).NextCorrelation(0).ShouldBe(1 / Math.PI, 1e-12);
        new NormalizedMap(Activations.Relu, LayerNormalization.Batch).NextCorrelation(0.5).ShouldBe(0);
    }

    // Six nets of width 128 on 128 samples, 6 layers each. A layer's share of open units scatters by √(1/128) where samples are alike, which
    // leaves 1.5 % of the mean per layer; normalization takes 2 of 128 directions out, another 1.6 %.
    [Theory]
    [InlineData("relu", LayerNormalization.Batch)]
    [InlineData("tanh", LayerNormalization.Batch)]
    [InlineData("gelu", LayerNormalization.Batch)]
    [InlineData("relu", LayerNormalization.Units)]
    [InlineData("tanh", LayerNormalization.Units)]
    public void BackwardGrowth_AgreesWithASimulatedStack(string name, LayerNormalization normalization)
    {
        const int Size = 128, Depth = 6, Nets = 6;
        Activation activation = Activations.Parse(name);
        double predicted = new NormalizedMap(activation, normalization).BackwardGrowth;

        Random random = new(3);
        double measured = Enumerable.Range(0, Nets).Average(_ => Math.Pow(Simulate(activation, normalization, Size, Depth, random), 1.0 / Depth));

        measured.ShouldBe(predicted, 0.05 * predicted);
    }

    /// <summary>The growth of the second moment of ∂C/∂norm(z) from the last layer to the first.</summary>
    private static double Simulate(Activation activation, LayerNormalization normalization, int size, int depth, Random random)
    {
        float[][] weights = [.. Enumerable.Range(0, depth).Select(_ => Normal(size, 1 / Math.Sqrt(size), random))];
        float[][] normalized = new float[depth + 1][];
        float[][] scales = new float[depth + 1][];
        (normalized[0], scales[0]) = Normalize(Normal(size, 1, random), size, normalization);
        for (int layer = 0; layer < depth; layer++)
        {
            float[] activations = [.. normalized[layer].Select(z => (float)activation.Value(z))];
            (normalized[layer + 1], scales[layer + 1]) = Normalize(Multiply(activations, weights[layer], size, false), size, normalization);
        }

        float[] gradient = Normal(size, 1, random);
        double start = gradient.Sum(g => (double)g * g);
        for (int layer = depth; layer > 0; layer--)
        {
            float[] back = Multiply(Back(gradient, normalized[layer], scales[layer], size, normalization), weights[layer - 1], size, true);
            gradient = [.. back.Zip(normalized[layer - 1], (g, z) => (float)(g * activation.Slope(z)))];
        }

        return gradient.Sum(g => (double)g * g) / start;
    }

    private static int Index(int group, int member, int size, LayerNormalization normalization) => normalization == LayerNormalization.Units ? group * size + member : member * size + group;

    private static (float[] Normalized, float[] Scales) Normalize(float[] z, int size, LayerNormalization normalization)
    {
        float[] result = new float[z.Length];
        float[] scales = new float[size];
        for (int group = 0; group < size; group++)
        {
            (double mean, double square) = (0, 0);
            for (int i = 0; i < size; i++)
            {
                mean += z[Index(group, i, size, normalization)] / (double)size;
            }

            for (int i = 0; i < size; i++)
            {
                double off = z[Index(group, i, size, normalization)] - mean;
                square += off * off / size;
            }

            scales[group] = (float)(1 / Math.Sqrt(square));
            for (int i = 0; i < size; i++)
            {
                int at = Index(group, i, size, normalization);
                result[at] = (float)((z[at] - mean) * scales[group]);
            }
        }

        return (result, scales);
    }

    private static float[] Back(float[] gradient, float[] z, float[] scales, int size, LayerNormalization normalization)
    {
        float[] result = new float[gradient.Length];
        for (int group = 0; group < size; group++)
        {
            (double mean, double along) = (0, 0);
            for (int i = 0; i < size; i++)
            {
                int at = Index(group, i, size, normalization);
                mean += gradient[at] / (double)size;
                along += gradient[at] * z[at] / (double)size;
            }

            for (int i = 0; i < size; i++)
            {
                int at = Index(group, i, size, normalization);
                result[at] = (float)(scales[group] * (gradient[at] - mean - z[at] * along));
            }
        }

        return result;
    }

    private static float[] Normal(int size, double deviation, Random random)
    {
        float[] values = new float[size * size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }

    /// <summary>Rows times a matrix, or times its transpose.</summary>
    private static float[] Multiply(float[] rows, float[] matrix, int size, bool transposed)
    {
        float[] result = new float[rows.Length];
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < size; k++)
            {
                float value = rows[i * size + k];
                for (int j = 0; j < size; j++)
                {
                    result[i * size + j] += value * (transposed ? matrix[j * size + k] : matrix[k * size + j]);
                }
            }
        }

        return result;
    }
}
