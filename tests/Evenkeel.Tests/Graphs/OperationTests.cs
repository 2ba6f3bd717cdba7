using Evenkeel.Functions;
using Evenkeel.Graphs;

namespace Evenkeel.Tests.Graphs;

public class OperationTests
{
    public static TheoryData<string, string, bool> Networks
    {
        get
        {
            TheoryData<string, string, bool> networks = [];
            foreach (Activation activation in Activations.All)
            {
                networks.Add(activation.Name, "softmax", true);
            }

            foreach (string loss in new[] { "softmax", "sigmoid", "three sigmoids", "mse", "mse one-hot", "hinge", "binary hinge" })
            {
                networks.Add("tanh", loss, false);
                networks.Add("sigmoid", loss, loss != "softmax");
            }

            return networks;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Forward_GivesTheValuesOfTheFormulas(string activation, string loss, bool bias)
    {
        SmallGraph small = new(activation, loss, bias);

        Plan plan = small.Run(small.Compile(retain: [small.Z, small.A, small.Output]));

        DoubleGraph reference = new(plan);
        foreach (ValueId value in new[] { small.Z, small.A, small.Output, small.Loss })
        {
            Near.ShouldBe(plan.Value(value), reference.Value(value), small.Graph.Values[value.Index].Name);
        }

        plan.Loss().ShouldBe(reference.Loss(), 2e-6 * Math.Max(1, reference.Loss()));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Backward_GivesTheSlopesOfTheLoss(string activation, string loss, bool bias)
    {
        SmallGraph small = new(activation, loss, bias);

        Plan plan = small.Run(small.Compile(retain: [small.Z, small.A, small.Output]));

        DoubleGraph reference = new(plan);
        Near.GradientsShouldBe(plan, reference);
        foreach (ValueId value in new[] { small.Z, small.A, small.Output })
        {
            Near.ShouldBe(plan.Gradient(value), reference.Gradient(value), $"gradient of {small.Graph.Values[value.Index].Name}");
        }
    }

    [Theory]
    [InlineData("softmax")]
    [InlineData("sigmoid")]
    [InlineData("three sigmoids")]
    [InlineData("hinge")]
    [InlineData("binary hinge")]
    [InlineData("mse")]
    public void Backward_HasNoGradientThatIsZeroByChance(string loss)
    {
        // Guards the comparisons above: a gradient that were zero everywhere would agree with a broken pass.
        SmallGraph small = new("tanh", loss, bias: true);

        Plan plan = small.Run(small.Compile());

        for (int i = 0; i < small.Graph.Parameters.Length; i++)
        {
            plan.ParameterGradient(new(i)).ToArray().Max(MathF.Abs).ShouldBeGreaterThan(1e-3f, small.Graph.Parameters[i].Name);
        }
    }
}
