using Evenkeel.Graphs;
using Evenkeel.Graphs.Operations;
using Evenkeel.Numerics;
using Evenkeel.Tests.Numerics;

namespace Evenkeel.Tests.Graphs;

public class PlanTests
{
    [Fact]
    public void Batch_SmallerThanTheCapacity_GivesTheBitsOfAPlanOfItsSize()
    {
        SmallGraph small = new("tanh", "softmax", bias: true);
        Plan large = small.Run(small.Compile(capacity: 50, retain: [small.Output]), rows: 50);
        Plan exact = small.Run(small.Compile(capacity: 3), rows: 3);

        small.Run(large, rows: 3);

        large.Rows.ShouldBe(3);
        large.Value(small.Output).Length.ShouldBe(9);
        Bits.ShouldBeSame(large.Value(small.Loss), exact.Value(small.Loss), "losses");
        ShouldHaveTheSameGradients(large, exact);
    }

    [Theory]
    [InlineData("softmax")]
    [InlineData("three sigmoids")]
    [InlineData("mse one-hot")]
    public void Retaining_ChangesNoBit(string loss)
    {
        SmallGraph small = new("silu", loss, bias: true);

        Plan lean = small.Run(small.Compile());
        Plan full = small.Run(small.Compile(retain: [small.Z, small.A, small.Output]));

        full.WorkspaceLength.ShouldBeGreaterThan(lean.WorkspaceLength);
        Bits.ShouldBeSame(full.Value(small.Loss), lean.Value(small.Loss), "losses");
        ShouldHaveTheSameGradients(full, lean);
    }

    [Fact]
    public void Retaining_KeepsEachValueAndGradientThroughTheWholeRun()
    {
        SmallGraph small = new("silu", "softmax", bias: true);
        ValueId[] kept = [small.Z, small.A, small.Output];
        Plan all = small.Run(small.Compile(retain: [.. kept]));

        foreach (ValueId value in kept)
        {
            Plan one = small.Run(small.Compile(retain: [value]));

            Bits.ShouldBeSame(one.Value(value), all.Value(value), "value");
            Bits.ShouldBeSame(one.Gradient(value), all.Gradient(value), "gradient");
        }
    }

    [Fact]
    public void Evaluating_ReusesMemoryAndGivesTheValuesOfTraining()
    {
        SmallGraph small = new("tanh", "softmax", bias: true);
        Plan trains = small.Run(small.Compile(retain: [small.Output]));

        Plan evaluates = small.Run(small.Compile(PlanMode.Evaluate, retain: [small.Output]));

        evaluates.WorkspaceLength.ShouldBeLessThan(trains.WorkspaceLength);
        Bits.ShouldBeSame(evaluates.Value(small.Output), trains.Value(small.Output), "outputs");
        evaluates.Loss().ShouldBe(trains.Loss());
    }

    [Fact]
    public void Evaluating_NeedsMemoryForTwoLayersHoweverManyThereAre()
    {
        GraphBuilder builder = new();
        ValueId x = builder.Input("x", new(16));
        ParameterId weight = builder.Parameter("weight", new(16, 16));
        ValueId signal = x;
        for (int i = 0; i < 20; i++)
        {
            signal = builder.Add($"{i}", new Dense(), [signal], [weight]);
        }

        Graph graph = builder.Build();
        Plan plan = new(graph, new(graph), new() { BatchSize = 10, Mode = PlanMode.Evaluate });

        // The input and the last value are kept; between them, two take turns.
        plan.WorkspaceLength.ShouldBe(4 * 160);
    }

    [Fact]
    public void Inputs_OutliveTheRun()
    {
        SmallGraph small = new("tanh", "softmax", bias: true);
        Plan plan = small.Run(small.Compile());
        float[] before = plan.Value(small.X).ToArray();
        double loss = plan.Loss();

        plan.Forward();
        plan.Backward();

        Bits.ShouldBeSame(plan.Value(small.X), before, "inputs");
        plan.Loss().ShouldBe(loss);
    }

    [Fact]
    public void TwoPlans_ShareParameters()
    {
        SmallGraph small = new("tanh", "mse", bias: true);
        Plan trains = small.Run(small.Compile());
        Plan evaluates = small.Run(small.Compile(PlanMode.Evaluate));
        double before = evaluates.Loss();

        for (int i = 0; i < small.Graph.Parameters.Length; i++)
        {
            Span<float> parameter = trains.Parameters[new(i)];
            ReadOnlySpan<float> gradient = trains.ParameterGradient(new(i));
            for (int j = 0; j < parameter.Length; j++) parameter[j] -= 0.1f * gradient[j];
        }

        small.Run(evaluates);
        evaluates.Loss().ShouldBeLessThan(before);
        evaluates.Loss().ShouldBe(small.Run(trains).Loss());
    }

    [Fact]
    public void CopyFrom_TakesAllValues_AndRefusesAnotherGraph()
    {
        SmallGraph small = new("tanh", "mse", bias: true);
        ParameterStore copy = new(small.Graph);
        SmallGraph other = new("tanh", "mse", bias: false);

        copy.CopyFrom(small.Parameters);

        for (int i = 0; i < copy.Count; i++)
        {
            Bits.ShouldBeSame(copy[new(i)], small.Parameters[new(i)], "copy");
        }

        Should.Throw<ArgumentException>(() => copy.CopyFrom(other.Parameters))
            .Message.ShouldBe("The store holds 4 parameters but the other has 2; they must be of one graph. (Parameter 'other')");
    }

    [Fact]
    public void Value_ThatIsNotRetained_IsNamed()
    {
        SmallGraph small = new("tanh", "softmax", bias: true);
        Plan plan = small.Run(small.Compile());

        Should.Throw<InvalidOperationException>(() => plan.Value(small.A).Length)
            .Message.ShouldBe("Value 'a' is not retained by this plan; name it in PlanOptions.Retain.");
        Should.Throw<InvalidOperationException>(() => plan.Gradient(small.Z).Length)
            .Message.ShouldBe("Value 'z' is not retained by this plan; name it in PlanOptions.Retain.");
    }

    [Fact]
    public void Gradient_OfWhatNoParameterStandsBehind_IsRefused()
    {
        SmallGraph small = new("tanh", "softmax", bias: true);
        Plan trains = small.Run(small.Compile());
        Plan evaluates = small.Run(small.Compile(PlanMode.Evaluate, retain: [small.Z]));

        Should.Throw<InvalidOperationException>(() => trains.Gradient(small.X).Length)
            .Message.ShouldBe("Value 'x' has no gradient: no parameter stands behind it, or the loss does not depend on it.");
        Should.Throw<InvalidOperationException>(() => evaluates.Gradient(small.Z).Length)
            .Message.ShouldBe("This plan was compiled to evaluate only; it has no gradients.");
    }

    [Fact]
    public void Training_WhatCannotBeTrained_IsRefused()
    {
        GraphBuilder builder = new();
        ValueId x = builder.Input("x", new(2));
        builder.Add("z", new Dense(), [x], [builder.Parameter("weight", new(2, 1))]);
        Graph graph = builder.Build();
        ParameterStore parameters = new(graph);
        Plan evaluates = new(graph, parameters, new() { BatchSize = 1, Mode = PlanMode.Evaluate });

        Should.Throw<ArgumentException>(() => new Plan(graph, parameters, new() { BatchSize = 1 }))
            .Message.ShouldBe("A graph without a loss can be evaluated but not trained. (Parameter 'options')");
        Should.Throw<InvalidOperationException>(evaluates.Backward)
            .Message.ShouldBe("This plan was compiled to evaluate only; compile it for training.");
        Should.Throw<InvalidOperationException>(() => evaluates.ParameterGradient(new(0)).Length)
            .Message.ShouldBe("This plan was compiled to evaluate only; it has no gradients.");
        Should.Throw<InvalidOperationException>(() => evaluates.Loss())
            .Message.ShouldBe("This graph has no loss.");
    }

    [Fact]
    public void Sizes_OutOfRange_AreRefused()
    {
        SmallGraph small = new("tanh", "mse", bias: true);
        Plan plan = small.Compile(capacity: 4);

        Should.Throw<ArgumentException>(() => small.Compile(capacity: 0))
            .Message.ShouldBe("A plan needs a batch of 1 or more, but got 0. (Parameter 'options')");
        Should.Throw<ArgumentException>(() => small.Compile(capacity: 500_000_000))
            .Message.ShouldBe($"This batch needs a workspace of more than {Array.MaxLength - 16} floats; choose a smaller batch.");
        Should.Throw<ArgumentOutOfRangeException>(() => plan.Begin(0));
        Should.Throw<ArgumentOutOfRangeException>(() => plan.Begin(5));
    }

    private static void ShouldHaveTheSameGradients(Plan actual, Plan expected)
    {
        for (int i = 0; i < expected.Graph.Parameters.Length; i++)
        {
            Bits.ShouldBeSame(actual.ParameterGradient(new(i)), expected.ParameterGradient(new(i)), expected.Graph.Parameters[i].Name);
        }
    }
}
