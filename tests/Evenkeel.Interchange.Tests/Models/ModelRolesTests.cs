using System.Globalization;
using Evenkeel.Formats;
using Evenkeel.Interchange.Models;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Tests.Models;

public class ModelRolesTests
{
    public static TheoryData<string> Models => [.. StateDicts.Models];

    [Theory]
    [MemberData(nameof(Models))]
    public void Assign_KnowsTheTensorsOfRealModels(string model)
    {
        IReadOnlyList<StateDicts.Expectation> expected = StateDicts.Of(model);

        ModelTensor[] tensors = ModelRoles.Assign([.. expected.Select(line => line.Tensor)]);

        tensors.Zip(expected).Select(pair => Line(pair.First, Fans(pair.First))).ShouldBe(expected.Select(line => $"{line.Tensor.Name} {line.Role} {line.Fans}"));
        tensors.ShouldAllBe(tensor => tensor.Reason.Length > 10);
    }

    [Fact]
    public void EveryRule_DecidesForATensorOfTheModels()
    {
        HashSet<ModelRolesRule> used = [];

        foreach (string model in StateDicts.Models)
        {
            ModelRolesFile file = new([.. StateDicts.Of(model).Select(line => line.Tensor)]);
            used.UnionWith(Enumerable.Range(0, file.Tensors.Count).Select(place => ModelRoles.Decide(file, place).Rule));
        }

        ModelRolesTable.All.Where(rule => !used.Contains(rule)).Select(rule => $"{rule.Leaf} | {rule.Parent} | {rule.Axes} | {rule.Clue}").ShouldBeEmpty("Give the rule a tensor of a real model among StateDicts, or take it out.");
    }

    [Fact]
    public void Weights_HoldAsManyElementsAsTheTensor()
    {
        foreach (string model in StateDicts.Models)
        {
            foreach (ModelTensor tensor in ModelRoles.Assign([.. StateDicts.Of(model).Select(line => line.Tensor)]).Where(tensor => tensor.Weights is not null && tensor.WeightsName is null))
            {
                tensor.Weights!.Axes.LongCount.ShouldBe(tensor.Info.Count, $"{model}: {tensor.Info.Name}");
            }
        }
    }

    [Theory]
    [InlineData("gpt2", "h.0.mlp.c_fc.weight", WeightLayout.InOut)]
    [InlineData("gpt2", "h.0.attn.c_proj.weight", WeightLayout.InOut)]
    [InlineData("gpt2", "h.0.attn.c_attn.weight", WeightLayout.InOut)]
    [InlineData("nanogpt", "transformer.h.0.attn.c_proj.weight", WeightLayout.OutIn)]
    [InlineData("keras-cnn", "dense/kernel:0", WeightLayout.InOut)]
    [InlineData("bert-base-uncased", "bert.pooler.dense.weight", WeightLayout.OutIn)]
    public void Layout_IsTheFrameworks(string model, string name, WeightLayout layout) =>
        ModelRoles.Assign([.. StateDicts.Of(model).Select(line => line.Tensor)]).Single(tensor => tensor.Info.Name == name).Weights!.Layout.ShouldBe(layout);

    [Fact]
    public void Reason_SaysNameAxesAndWhatFollows()
    {
        ModelTensor[] tensors = ModelRoles.Assign([.. StateDicts.Of("peft-lora").Concat(StateDicts.Of("dcgan")).Select(line => line.Tensor)]);

        tensors[0].Reason.ShouldBe("named '….lora_A.weight', two axes: the factor A of a low-rank adaption");
        tensors.Single(tensor => tensor.Info.Name == "main.0.weight").Reason.ShouldBe(
            "named '….0.weight', four axes, and the normalization after it has 512 channels, like its second: kernels of a transposed convolution, [in, out, …]");
    }

    [Fact]
    public void Bias_KnowsItsLayer()
    {
        ModelTensor bias = ModelRoles.Assign([.. StateDicts.Of("resnet18").Select(line => line.Tensor)])[^1];

        (bias.WeightsName, bias.Weights).ShouldBe(("fc.weight", WeightShape.Dense(512, 1000)));
    }

    [Fact]
    public void Words_ReadBack()
    {
        ModelRoles.AllWords.Select(word => ModelRoles.Word(ModelRoles.Find(word))).ShouldBe(ModelRoles.AllWords);
        ModelRoles.Find("conv").ShouldBe(ModelRoles.Find("convolution"));
        Should.Throw<FormatException>(() => ModelRoles.Find("dence")).Message.ShouldBe("Unknown role 'dence'. Did you mean 'dense'?");
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    [InlineData(3_000_000_000)]
    [InlineData(2_147_483_647)]
    public void Assign_SurvivesAnyAxes(long axis)
    {
        string[] names = [.. StateDicts.Models.SelectMany(StateDicts.Of).Select(line => line.Tensor.Name).Distinct()];

        for (int rank = 0; rank <= 6; rank++)
        {
            ModelTensor[] tensors = ModelRoles.Assign([.. names.Select(name => new TensorInfo { Name = name, Type = TensorType.Float32, Shape = [.. Enumerable.Repeat(axis, rank)], Offset = 0 })]);

            tensors.Length.ShouldBe(names.Length);
        }
    }

    private static string Line(ModelTensor tensor, string fans) => $"{tensor.Info.Name} {ModelRoles.Word(tensor.Role)} {fans}";

    private static string Fans(ModelTensor tensor) => tensor.Weights is { } weights ? string.Create(CultureInfo.InvariantCulture, $"{weights.Fan.In}/{weights.Fan.Out}") : "-";
}
