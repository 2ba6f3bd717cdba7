using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Tests.Graphs;
using Evenkeel.Tests.Training;

namespace Evenkeel.Tests.Networks;

public class EvaluatorTests
{
    public static TheoryData<int, int, LossKind> Sets => new()
    {
        { 1, 2, LossKind.CrossEntropy },
        { 37, 2, LossKind.Hinge },
        { 100, 3, LossKind.CrossEntropy },
        { 101, 3, LossKind.MeanSquaredError },
        { 350, 4, LossKind.Hinge },
        { 250, 0, LossKind.MeanSquaredError },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Evaluate_IsTheMeanOverAllSamplesOneByOne(int samples, int classes, LossKind loss)
    {
        ArrayDataSet data = classes > 0
            ? TrainedNet.Classes("data", samples, 3, classes)
            : new("data", new(3), [], Numbers.Spread(samples * 3, 1), Numbers.Spread(samples, 2));
        Network network = Network.For(new() { Hidden = [8], Loss = loss }, data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 3);
        Plan one = new(network.Graph, parameters, new() { BatchSize = 1, Retain = [network.Output] });

        Evaluation evaluation = new Evaluator(network, parameters, data, Workers.One).Evaluate();

        (double total, int correct) = (0, 0);
        for (int i = 0; i < samples; i++)
        {
            float[] target = new float[1];
            data.Read([i], one.Input(network.Input), target);
            target.CopyTo(one.Input(network.Target));
            one.Forward();
            double[] outputs = new DoubleGraph(one).Value(network.Output);
            total += one.Loss();
            int named = outputs.Length > 1 ? Array.IndexOf(outputs, outputs.Max()) : outputs[0] > (loss == LossKind.MeanSquaredError ? 0.5 : 0) ? 1 : 0;
            correct += classes > 0 && named == (int)target[0] ? 1 : 0;
        }

        // The same numbers, summed in another order in double.
        evaluation.Loss.ShouldBe(total / samples, 1e-12);
        evaluation.Correct.ShouldBe(correct);
        evaluation.Count.ShouldBe(samples);
        evaluation.Accuracy.ShouldBe((double)correct / samples);
    }

    [Fact]
    public void Evaluate_ReadsParametersAnewAndAllocatesNothing()
    {
        ArrayDataSet data = TrainedNet.Classes("data", 150, 3, 3);
        Network network = Network.For(new() { Hidden = [8] }, data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 3);
        Evaluator evaluator = new(network, parameters, data, Workers.One);
        double before = evaluator.Evaluate().Loss;
        parameters.CopyFrom(network.Initialize(Initializers.Zero, 3));

        long start = GC.GetAllocatedBytesForCurrentThread();
        Evaluation after = evaluator.Evaluate();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - start;

        after.Loss.ShouldNotBe(before);

        // Zero weights: ln 3, as float32 has it.
        after.Loss.ShouldBe(network.ChanceLoss!.Value, 1e-7);
        allocated.ShouldBe(0);
    }

    [Fact]
    public void NotANumber_IsNoCorrectAnswer()
    {
        ArrayDataSet data = TrainedNet.Classes("data", 150, 3, 3);
        Network network = Network.For(new(), data);
        ParameterStore parameters = network.Initialize(Initializers.Xavier, 3);
        parameters[network.Layers[0].Bias!.Value][1] = float.NaN;

        Evaluation evaluation = new Evaluator(network, parameters, data, Workers.One).Evaluate();

        evaluation.Loss.ShouldBe(double.NaN);
        evaluation.Correct.ShouldBe(0);
    }
}
