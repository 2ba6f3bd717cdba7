using Evenkeel.Interchange.Models;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Tests.Models;

public class RoleRulesTests
{
    [Theory]
    [InlineData("up1.up.weight convolution groups=2 stride=2\n*.bias norm-shift # all of them\n")]
    [InlineData("""{ "up1.up.weight": { "role": "convolution", "groups": 2, "stride": 2 }, "*.bias": "norm-shift" }""")]
    public void Parse_ReadsLinesAndJsonAlike(string text)
    {
        RoleRules rules = RoleRules.Parse(text, "roles");

        rules.Rules.Select(rule => (rule.Pattern, ModelRoles.Word(rule.Role), rule.Groups, rule.Stride)).ShouldBe([("up1.up.weight", "convolution", 2, 2), ("*.bias", "norm-shift", null, 1)]);
    }

    [Fact]
    public void FirstRuleThatCoversATensor_Decides()
    {
        ModelTensor[] tensors = Assign("unet", "up1.up.weight convolution groups=2 stride=2\n*.weight dense layout=keras\n", only: ["up1.up.weight", "up1.up.bias"]);

        tensors[0].Weights.ShouldBe(WeightShape.Convolution(1024, 1024, [2, 2], groups: 2, stride: 2));
        tensors[0].Reason.ShouldBe("roles, line 1, says so of 'up1.up.weight'");
        tensors[1].Weights.ShouldBe(tensors[0].Weights, "a bias follows its weights");
    }

    [Fact]
    public void Equation_GivesTheFans() =>
        Assign("by-shape", "volume dense equation=abc,cde->abde", only: ["volume"])[0].Weights!.Fan.ShouldBe(new Fan(300, 20_000));

    [Theory]
    [InlineData("a dense c", "roles, line 1: 'c' is no setting; one looks like groups=2.")]
    [InlineData("# x\n\nalone", "roles, line 3: 'alone' stands alone; a pattern needs a role behind it, one of unknown, dense,")]
    [InlineData("fc.weight dence", "roles, line 1: Unknown role 'dence'. Did you mean 'dense'?")]
    [InlineData("fc.weight dense group=2", "roles, line 1: unknown setting 'group'. Did you mean 'groups'?")]
    [InlineData("fc.weight dense groups=0", "roles, line 1: groups needs a whole number of 1 or more, but got '0'.")]
    [InlineData("fc.weight dense layout=tf", "roles, line 1: layout is 'torch', [out, in, …], or 'keras', […, in, out], but got 'tf'.")]
    [InlineData("", "roles holds no rule;")]
    [InlineData("{}", "roles holds no rule;")]
    [InlineData("{\n \"a\": 3 }", "roles, line 2: 'a' needs a role,")]
    [InlineData("{\n \"a\": { \"groups\": 3 } }", "roles, line 2: 'a' has no role; add \"role\",")]
    [InlineData("{\n \"a\": { \"role\": [] } }", "roles, line 2: role needs a word or a number.")]
    [InlineData("{\n \"a\": \"dense\"\n \"b\"", "roles, line 3: it is no JSON:")]
    [InlineData("{ \"a\": \"dense\" } x", "roles, line 1: it is no JSON:")]
    public void Parse_NamesTheLineAndTheNeed(string text, string message) =>
        Should.Throw<FormatException>(() => RoleRules.Parse(text, "roles")).Message.ShouldStartWith(message);

    [Theory]
    [InlineData("fc.weight dense\nfcc.weight dense", "roles, line 2: 'fcc.weight' covers no tensor of model. Did you mean 'fc.weight'?")]
    [InlineData("conv1.weight dense", "roles, line 1: tensor 'conv1.weight' of shape 64×3×7×7: dense needs 2 axes")]
    [InlineData("fc.weight convolution", "roles, line 1: tensor 'fc.weight' of shape 1000×512: conv2d needs 4 axes")]
    [InlineData("fc.weight packed parts=3", "roles, line 1: tensor 'fc.weight' of shape 1000×512: packed stacks 3 matrices")]
    [InlineData("fc.weight dense groups=2", "roles, line 1: tensor 'fc.weight' of shape 1000×512: 'dense' has no groups; leave that out.")]
    public void Apply_NamesTheTensorAndTheNeed(string text, string message) =>
        Should.Throw<FormatException>(() => Assign("resnet18", text)).Message.ShouldStartWith(message);

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a*b*c", "a.b.b.c", true)]
    [InlineData("a*b*c", "a.b.b.d", false)]
    [InlineData("layer?.weight", "layer1.weight", true)]
    [InlineData("layer?.weight", "layer12.weight", false)]
    [InlineData("*.weight", "a/b.weight", true)]
    [InlineData("Conv*", "conv1", false)]
    [InlineData("***a", "a", true)]
    [InlineData("[a]", "[a]", true)]
    public void Glob_Matches(string pattern, string name, bool isMatch) => TensorGlob.IsMatch(pattern, name).ShouldBe(isMatch);

    [Fact]
    public void Glob_TakesTheProductOfBothLengthsAtMost() =>
        TensorGlob.IsMatch(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 20_000)).ShouldBeFalse();

    private static ModelTensor[] Assign(string model, string rules, string[]? only = null) => ModelRoles.Assign(
        [.. StateDicts.Of(model).Select(line => line.Tensor).Where(tensor => only is null || only.Contains(tensor.Name))], RoleRules.Parse(rules, "roles"), "model");
}
