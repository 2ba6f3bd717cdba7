using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Graphs.Operations;
using Evenkeel.Numerics;
using Evenkeel.Tests.Numerics;

namespace Evenkeel.Tests.Graphs;

public class AccumulationTests
{
    private const int Rows = 6;

    private readonly GraphBuilder builder = new();
    private readonly ValueId x;
    private readonly ValueId target;
    private int layers;

    public AccumulationTests()
    {
        x = builder.Input("x", new(4));
        target = builder.Input("target", new(4));
    }

    [Fact]
    public void Value_ReadByTwoNodes_GathersBothGradients()
    {
        ValueId a = Activated(Layer(x));
        ValueId sum = builder.Add("sum", new Add(), [a, Activated(Layer(a))]);

        Plan plan = Run(builder.Add("loss", new MeanSquaredError(), [sum, target]), a, sum);

        DoubleGraph reference = new(plan);
        Near.GradientsShouldBe(plan, reference);
        Near.ShouldBe(plan.Gradient(a), reference.Gradient(a), "gradient of a");
        Near.ShouldBe(plan.Gradient(sum), reference.Gradient(sum), "gradient of the sum");
    }

    [Fact]
    public void Value_ReadTwiceByOneNode_CountsTwice()
    {
        ValueId a = Activated(Layer(x));
        ValueId twice = builder.Add("twice", new Add(), [a, a]);

        Plan plan = Run(builder.Add("loss", new MeanSquaredError(), [twice, target]), a);

        DoubleGraph reference = new(plan);
        Near.GradientsShouldBe(plan, reference);
        Near.ShouldBe(plan.Gradient(a), reference.Gradient(a), "gradient of a");
    }

    [Fact]
    public void Value_ReadByThreeLayers_GathersAllGradients()
    {
        ValueId a = Layer(x);
        ValueId sum = builder.Add("sum", new Add(), [builder.Add("sum of two", new Add(), [Activated(Layer(a)), Layer(a)]), Activated(a)]);

        Plan plan = Run(builder.Add("loss", new MeanSquaredError(), [sum, target]), a);

        Near.GradientsShouldBe(plan, new(plan));
    }

    [Fact]
    public void Parameter_ReadByTwoNodes_GathersBothGradients()
    {
        ParameterId weight = builder.Parameter("weight", new(4, 4));
        ParameterId bias = builder.Parameter("bias", new(4));
        ValueId once = builder.Add("once", new Dense(), [x], [weight, bias]);
        ValueId twice = builder.Add("twice", new Dense(), [Activated(once)], [weight, bias]);

        Plan plan = Run(builder.Add("loss", new MeanSquaredError(), [twice, target]));

        Near.GradientsShouldBe(plan, new(plan));
    }

    [Theory]
    [InlineData("softmax-cross-entropy")]
    [InlineData("sigmoid-cross-entropy")]
    [InlineData("mean-squared-error")]
    [InlineData("hinge")]
    public void Loss_AddedToAnother_AddsItsGradient(string kind)
    {
        Operation operation = kind switch
        {
            "softmax-cross-entropy" => new SoftmaxCrossEntropy(),
            "sigmoid-cross-entropy" => new SigmoidCrossEntropy(),
            "hinge" => new Hinge(),
            _ => new MeanSquaredError(),
        };
        ValueId label = builder.Input("label", new(1));
        ValueId output = Layer(Activated(Layer(x)));
        ValueId first = builder.Add("first", operation, [output, kind is "softmax-cross-entropy" or "hinge" ? label : target]);
        ValueId second = builder.Add("second", new MeanSquaredError(), [output, target]);

        // The second loss counts twice, so that each row's gradient differs from 1/rows on its way into it.
        ValueId double2 = builder.Add("double", new Add(), [second, second]);
        Plan plan = Run(builder.Add("loss", new Add(), [first, double2]), output);

        DoubleGraph reference = new(plan);
        Near.GradientsShouldBe(plan, reference);
        Near.ShouldBe(plan.Gradient(output), reference.Gradient(output), "gradient of the output");
    }

    [Fact]
    public void Layer_ThatTheLossDoesNotReach_IsComputedAndChangesNothing()
    {
        ValueId a = Activated(Layer(x));
        ValueId aside = Layer(a);
        ValueId output = Layer(a);

        Plan plan = Run(builder.Add("loss", new MeanSquaredError(), [output, target]), a);

        DoubleGraph reference = new(plan);
        Near.ShouldBe(plan.Value(aside), reference.Value(aside), "the value aside");
        Near.ShouldBe(plan.Gradient(a), reference.Gradient(a), "gradient of a");
        Near.GradientsShouldBe(plan, reference);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Target_ThatAnotherLossTeaches_GetsTheGradientOfThatLossAlone(bool comparedFirst)
    {
        AccumulationTests alone = new();
        ValueId student = Activated(Layer(x));
        ValueId teacher = Layer(x);
        ValueId[] losses = comparedFirst
            ? [builder.Add("compared", new MeanSquaredError(), [student, teacher]), builder.Add("taught", new MeanSquaredError(), [teacher, target])]
            : [builder.Add("taught", new MeanSquaredError(), [teacher, target]), builder.Add("compared", new MeanSquaredError(), [student, teacher])];
        alone.Layer(alone.x);

        Plan both = Run(builder.Add("loss", new Add(), losses), teacher);
        Plan taught = alone.Run(alone.builder.Add("taught", new MeanSquaredError(), [alone.Layer(alone.x), alone.target]));

        DoubleGraph reference = new(both);
        for (int i = 0; i < 2; i++)
        {
            Near.ShouldBe(both.ParameterGradient(new(i)), reference.Gradient(new ParameterId(i)), "the student's gradient");
            Bits.ShouldBeSame(both.ParameterGradient(new(2 + i)), taught.ParameterGradient(new(2 + i)), "the teacher's gradient");
        }
    }

    private ValueId Layer(ValueId input)
    {
        layers++;
        return builder.Add($"{layers}.z", new Dense(), [input], [builder.Parameter($"{layers}.weight", new(4, 4)), builder.Parameter($"{layers}.bias", new(4))]);
    }

    private ValueId Activated(ValueId z) => builder.Add($"{z.Index}.a", new Activate(Activations.Tanh), [z]);

    private Plan Run(ValueId loss, params ValueId[] retain)
    {
        Graph graph = builder.Build(loss);
        Plan plan = new(graph, SmallGraph.Some(graph), new() { BatchSize = Rows, Retain = [.. retain], Workers = Workers.One });
        Numbers.Spread(Rows * 4, 3).CopyTo(plan.Input(x));
        Numbers.Labels(Rows * 4, 2, 5).CopyTo(plan.Input(target));
        if (graph.Values.IndexOf(graph.Values.FirstOrDefault(value => value.Name == "label")!) is >= 0 and int label)
        {
            Numbers.Labels(Rows, 4, 6).CopyTo(plan.Input(new(label)));
        }

        plan.Forward();
        plan.Backward();
        return plan;
    }
}
