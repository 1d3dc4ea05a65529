// Vercel's AI SDK with its provider for OpenAI-compatible servers, as Cline uses it: its schema
// ends a stream over any chunk that does not fit. Prints what it got as one line of JSON.
const { createOpenAICompatible } = require("@ai-sdk/openai-compatible");
const { generateText, jsonSchema, streamText, tool } = require("ai");

const provider = createOpenAICompatible({
  name: "modeltray",
  baseURL: `${process.argv[2]}/v1`,
  includeUsage: true,
});
const model = provider.chatModel("smollm2");
const prompt = "What is the capital of France?";
const get_weather = tool({
  description: "The weather in a city.",
  inputSchema: jsonSchema({
    type: "object",
    properties: { city: { type: "string", enum: ["Oslo", "Rome"] } },
    required: ["city"],
  }),
});

async function main() {
  const asked = { model, temperature: 0, maxRetries: 0 };
  const whole = await generateText({ ...asked, prompt, maxOutputTokens: 24 });
  const errors = [];
  const onError = ({ error }) => errors.push(String(error));
  const streamed = streamText({ ...asked, prompt, maxOutputTokens: 24, onError });
  let text = "";
  for await (const part of streamed.textStream) text += part;
  const calling = streamText({
    ...asked,
    prompt,
    maxOutputTokens: 100,
    tools: { get_weather },
    toolChoice: "required",
    onError,
  });
  await calling.consumeStream();
  const calls = await calling.toolCalls;
  return {
    whole: whole.text,
    text,
    usage: await streamed.usage,
    finish: await calling.finishReason,
    calls: calls.map((call) => ({ name: call.toolName, input: call.input })),
    errors,
  };
}

main().then((told) => console.log(JSON.stringify(told)));
