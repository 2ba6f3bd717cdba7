using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Numerics;
using Evenkeel.Tests.Numerics;

namespace Evenkeel.Tests.Experiments;

[Collection("kernel width")]
public class ComparisonWidthTests
{
    [Theory]
    [InlineData("tanh", "sgd")]
    [InlineData("relu", "adam")]
    [InlineData("gelu", "momentum")]
    public void Run_GivesTheSameBytesForEveryWidthOfTheKernels(string activation, string optimizer)
    {
        // 19 and 13 units fill no register of 4, 8 or 16 lanes without a rest; three classes go through the softmax.
        ComparisonSpec spec = new()
        {
            Network = new() { Hidden = [19, 13], Activation = activation },
            Training = new() { Batch = 17, Epochs = 2, Optimizer = optimizer, LearningRate = 0.01 },
            Schemes = ["xavier", "he-uniform", "orthogonal"],
            Repeats = 1,
        };
        DataSplit data = new(Clouds(100, 1), Clouds(50, 2));

        string[] documents = [.. WidthScope.All.Select(lanes =>
        {
            using WidthScope width = new(lanes);
            return System.Text.Encoding.UTF8.GetString(ComparisonJson.Write(new Comparison(spec, data).Run(1), "evenkeel compare", "1.0", detailed: true).Span);
        })];

        documents.Distinct().Count().ShouldBe(1);
    }

    private static ArrayDataSet Clouds(int count, long seed)
    {
        RandomSequence random = new(seed);
        float[] inputs = new float[7 * count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = (float)(random.NextNormal() + (i / 7 % 3));
        }

        return new("clouds", new(7), ["a", "b", "c"], inputs, [.. Enumerable.Range(0, count).Select(i => (float)(i % 3))]);
    }
}
