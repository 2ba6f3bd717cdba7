using Evenkeel.Graphs;
using Evenkeel.Graphs.Operations;
using Evenkeel.Numerics;
using Evenkeel.Shapes;
using Evenkeel.Tests.Graphs;
using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

public class OptimizersTests
{
    private const int Weights = 21;
    private const double Rate = 0.05;

    public static TheoryData<string, double> Updates
    {
        get
        {
            TheoryData<string, double> updates = [];
            foreach (string optimizer in Optimizers.All)
            {
                updates.Add(optimizer, 0);
                updates.Add(optimizer, 0.1);
            }

            return updates;
        }
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public void Update_FollowsTheTextbookForTwelveSteps(string name, double decay)
    {
        Plan plan = Compile();
        Optimizer optimizer = Optimizers.Create(name, plan.Graph);
        Textbook[] weights = [.. Start().Select(weight => new Textbook(name, weight, decay))];

        // A bias is not decayed.
        Textbook[] biases = [new(name, plan.Parameters[new(1)][0], 0)];

        for (int step = 1; step <= 12; step++)
        {
            float[] gradients = Numbers.Spread(Weights + 1, 40 + step, 0.3f);
            gradients.AsSpan(0, Weights).CopyTo(plan.ParameterGradient(new(0)));
            gradients.AsSpan(Weights).CopyTo(plan.ParameterGradient(new(1)));
            double rate = Rate / step;

            optimizer.Update(plan, rate, decay);

            for (int i = 0; i <= Weights; i++)
            {
                Textbook expected = i < Weights ? weights[i] : biases[0];
                expected.Update(gradients[i], rate, step);
                float actual = i < Weights ? plan.Parameters[new(0)][i] : plan.Parameters[new(1)][0];

                // At most 12 steps, each a change below 0.2 that is right to 5 roundings, added to a weight below 2 with one more.
                ((double)actual).ShouldBe(expected.Weight, 12 * (5 * 0.2 + 2) * 6e-8, $"step {step}, parameter {i}");
            }
        }
    }

    [Fact]
    public void Create_RefusesAnUnknownName()
    {
        Plan plan = Compile();

        Should.Throw<FormatException>(() => Optimizers.Create("adamm", plan.Graph)).Message.ShouldBe("Unknown optimizer 'adamm'. Did you mean 'adam'?");
        Should.Throw<FormatException>(() => Optimizers.Create("lbfgs-b", plan.Graph)).Message.ShouldBe("Unknown optimizer 'lbfgs-b'. Known: sgd, momentum, nesterov, rmsprop, adam, adamw.");
        Optimizers.Create("AdamW", plan.Graph).ShouldNotBeNull();
    }

    private static float[] Start() => Numbers.Spread(Weights, 31, 1.5f);

    private static Plan Compile()
    {
        GraphBuilder builder = new();
        ValueId x = builder.Input("x", new(Weights));
        ValueId target = builder.Input("target", new(1));
        ParameterId weight = builder.Parameter("weight", new(Weights, 1), WeightShape.Dense(Weights, 1));
        ParameterId bias = builder.Parameter("bias", new(1));
        ValueId z = builder.Add("z", new Dense(), [x], [weight, bias]);
        Graph graph = builder.Build(builder.Add("loss", new MeanSquaredError(), [z, target]));
        ParameterStore parameters = new(graph);
        Start().CopyTo(parameters[weight]);
        parameters[bias][0] = 0.75f;
        return new(graph, parameters, new() { BatchSize = 1, Workers = Workers.One });
    }

    /// <summary>One weight in double, by the formulas of PyTorch's documentation with its default constants.</summary>
    private sealed class Textbook(string name, double weight, double decay)
    {
        private double velocity;
        private double mean;
        private double square;

        public double Weight { get; private set; } = weight;

        public void Update(double gradient, double rate, int step)
        {
            double g = name == "adamw" ? gradient : gradient + decay * Weight;
            velocity = 0.9 * velocity + g;
            mean = 0.9 * mean + 0.1 * g;
            double keep = name == "rmsprop" ? 0.99 : 0.999;
            square = keep * square + (1 - keep) * g * g;
            double adam = mean / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(square / (1 - Math.Pow(0.999, step))) + 1e-8);
            Weight -= rate * name switch
            {
                "sgd" => g,
                "momentum" => velocity,
                "nesterov" => g + 0.9 * velocity,
                "rmsprop" => g / (Math.Sqrt(square) + 1e-8),
                "adam" => adam,
                "adamw" => adam + decay * Weight,
                _ => throw new NotSupportedException($"The test does not know the textbook's '{name}'."),
            };
        }
    }

    [Fact]
    public void Apply_BeforeAStepBegan_IsRefused()
    {
        GraphBuilder builder = new();
        builder.Parameter("w", new(3));
        Optimizer optimizer = Optimizers.Create("adam", builder.Build());

        Should.Throw<InvalidOperationException>(() => optimizer.Apply(new(0), 0, new float[3], new float[3]))
            .Message.ShouldBe("No step has begun; call Begin with the learning rate before parameters are changed.");
        optimizer.Begin(0.1, 0);
        Should.Throw<ArgumentException>(() => optimizer.Apply(new(0), 0, new float[3], new float[2]))
            .Message.ShouldStartWith("There are 3 values but 2 gradients; each value needs one.");
    }
}
