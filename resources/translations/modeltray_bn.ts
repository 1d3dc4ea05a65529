<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="bn">
<context>
    <name>ActivityDialog</name>
    <message>
        <source>Activity</source>
        <translation>কার্যকলাপ</translation>
    </message>
    <message>
        <source>What</source>
        <translation>কী</translation>
    </message>
    <message>
        <source>When</source>
        <translation>কখন</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>মডেল</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>বিস্তারিত</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>ক্লায়েন্ট</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>অনুরোধ</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>ব্যর্থ</translation>
    </message>
    <message>
        <source>Tokens read</source>
        <translation>পড়া টোকেন</translation>
    </message>
    <message>
        <source>Tokens written</source>
        <translation>লেখা টোকেন</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>সর্বশেষ</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>মডেল</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>ক্লায়েন্ট</translation>
    </message>
    <message>
        <source>Since ModelTray started. Nothing of it is kept or sent anywhere.</source>
        <translation>ModelTray চালু হওয়ার পর থেকে। এর কিছুই সংরক্ষণ করা বা কোথাও পাঠানো হয় না।</translation>
    </message>
    <message>
        <source>What happened to the models</source>
        <translation>মডেলগুলোর কী হয়েছে</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Loads, stops and failures are listed here.</source>
        <translation>এখনও কিছু ঘটেনি। লোড, থামানো ও ব্যর্থতা এখানে দেখানো হয়।</translation>
    </message>
    <message>
        <source>Requests by client</source>
        <translation>ক্লায়েন্ট অনুযায়ী অনুরোধ</translation>
    </message>
    <message>
        <source>No client has asked a model through ModelTray&apos;s own address yet.</source>
        <translation>ModelTray-এর নিজের ঠিকানা দিয়ে এখনও কোনো ক্লায়েন্ট মডেলকে কিছু জিজ্ঞাসা করেনি।</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>{now}, {most} at the peak</source>
        <translation>{now}, সর্বোচ্চ {most}</translation>
    </message>
    <message>
        <source>Nothing measured yet</source>
        <translation>এখনও কিছু মাপা হয়নি</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Conversation</source>
        <translation>কথোপকথন</translation>
    </message>
    <message>
        <source>You</source>
        <translation>আপনি</translation>
    </message>
    <message>
        <source>Thinking:</source>
        <translation>ভাবনা:</translation>
    </message>
</context>
<context>
    <name>ChecksView</name>
    <message>
        <source>Reading the files…</source>
        <translation>ফাইলগুলো পড়া হচ্ছে…</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>ভালো</translation>
    </message>
    <message>
        <source>Take note</source>
        <translation>লক্ষ করুন</translation>
    </message>
    <message>
        <source>What was checked</source>
        <translation>যা যাচাই করা হয়েছে</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Command line</source>
        <translation>কমান্ড লাইন</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>কমান্ড কপি করুন</translation>
    </message>
    <message>
        <source>What will run</source>
        <translation>যা চালানো হবে</translation>
    </message>
</context>
<context>
    <name>Connect</name>
    <message>
        <source>Load {name} to connect other programs to it.</source>
        <translation>অন্য প্রোগ্রামের সঙ্গে যুক্ত করতে {name} লোড করুন।</translation>
    </message>
    <message>
        <source>Way to the model</source>
        <translation>মডেলে পৌঁছানোর পথ</translation>
    </message>
    <message>
        <source>This model alone</source>
        <translation>শুধু এই মডেল</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>মূল URL</translation>
    </message>
    <message>
        <source>Result of the test</source>
        <translation>পরীক্ষার ফল</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>প্রোগ্রাম</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>সেটিংস</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>কপি করুন</translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation>সেটিংস কপি করুন</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>সংযোগ পরীক্ষা করুন</translation>
    </message>
    <message>
        <source>Not tested yet.</source>
        <translation>এখনও পরীক্ষা করা হয়নি।</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>জিজ্ঞাসা করা হচ্ছে…</translation>
    </message>
    <message>
        <source>{name} is not found at {url}. Another program may have that port.</source>
        <translation>{url}-এ {name} পাওয়া যায়নি। ওই পোর্ট অন্য কোনো প্রোগ্রামের হতে পারে।</translation>
    </message>
    <message>
        <source>Nothing answers at {url}. The log of {name} may say why.</source>
        <translation>{url} ঠিকানায় কেউ উত্তর দিচ্ছে না। {name}-এর লগে কারণ থাকতে পারে।</translation>
    </message>
    <message>
        <source>It works: {name} answers at {url}.</source>
        <translation>কাজ করছে: {url} ঠিকানায় {name} উত্তর দিচ্ছে।</translation>
    </message>
    <message>
        <source>Every model, at an address that stays</source>
        <translation>সব মডেল, একই ঠিকানায় যা বদলায় না</translation>
    </message>
    <message>
        <source>Another program answers at {url}. Restart {name}.</source>
        <translation>{url} ঠিকানায় অন্য একটি প্রোগ্রাম উত্তর দিচ্ছে। {name} আবার চালু করুন।</translation>
    </message>
    <message>
        <source>Settings for a program</source>
        <translation>একটি প্রোগ্রামের সেটিংস</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>Stopped</source>
        <translation>থামানো হয়েছে</translation>
    </message>
</context>
<context>
    <name>Deletion</name>
    <message>
        <source>Delete “{name}”?</source>
        <translation>“{name}” মুছে ফেলবেন?</translation>
    </message>
    <message>
        <source>Move to Recycle Bin</source>
        <translation>রিসাইকেল বিনে সরান</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>চিরতরে মুছুন</translation>
    </message>
    <message>
        <source>The files belong to {store}, which will not have this model any more.</source>
        <translation>ফাইলগুলো {store}-এর; সেখানে এই মডেল আর থাকবে না।</translation>
    </message>
    <message>
        <source>It is loaded, and will be stopped first.</source>
        <translation>এটি লোড করা আছে, আগে থামানো হবে।</translation>
    </message>
    <message>
        <source>{size} come free on the disk: at once, or when the Recycle Bin is emptied.</source>
        <translation>ডিস্কে {size} খালি হবে: এখনই, অথবা রিসাইকেল বিন খালি করা হলে।</translation>
    </message>
</context>
<context>
    <name>DiscoverDialog</name>
    <message>
        <source>Get models</source>
        <translation>মডেল আনুন</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>আরও দেখান</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>খোঁজা হচ্ছে…</translation>
    </message>
    <message>
        <source>Good to begin with, as far as they fit this computer:</source>
        <translation>শুরু করার জন্য ভালো, যতটা এই কম্পিউটারে আঁটে:</translation>
    </message>
    <message>
        <source>Choose a repository to see what can be had of it.</source>
        <translation>কী কী পাওয়া যায় দেখতে একটি রিপোজিটরি বেছে নিন।</translation>
    </message>
    <message>
        <source>Nothing was found. Try fewer words, or any format.</source>
        <translation>কিছু পাওয়া যায়নি। কম শব্দ বা যেকোনো ফরম্যাট দিয়ে দেখুন।</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count}টি পাওয়া গেছে</translation>
    </message>
    <message>
        <source>{count} found, and more</source>
        <translation>{count}টি পাওয়া গেছে, আরও আছে</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} পড়া হচ্ছে…</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>অ্যাক্সেস টোকেন</translation>
    </message>
    <message>
        <source>An access token of your Hugging Face account (Settings, Access Tokens; the right to read is enough). It is kept in the system&apos;s keyring.</source>
        <translation>আপনার Hugging Face অ্যাকাউন্টের একটি অ্যাক্সেস টোকেন (Settings, Access Tokens; পড়ার অধিকারই যথেষ্ট)। এটি সিস্টেমের কি-রিংয়ে রাখা হয়।</translation>
    </message>
    <message>
        <source>There is no keyring here; the token is forgotten when ModelTray ends.</source>
        <translation>এখানে কোনো কি-রিং নেই; ModelTray বন্ধ হলে টোকেনটি ভুলে যাওয়া হবে।</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>রিপোজিটরি</translation>
    </message>
</context>
<context>
    <name>DownloadActions</name>
    <message>
        <source>{size} that were fetched will be deleted. A pause keeps them.</source>
        <translation>আনা {size} মুছে যাবে। বিরতি দিলে তা থেকে যায়।</translation>
    </message>
    <message>
        <source>Cancel the download of {name}?</source>
        <translation>{name}-এর ডাউনলোড বাতিল করবেন?</translation>
    </message>
    <message>
        <source>Cancel the download</source>
        <translation>ডাউনলোড বাতিল করুন</translation>
    </message>
</context>
<context>
    <name>DownloadRow</name>
    <message>
        <source>Open its page</source>
        <translation>এর পাতা খুলুন</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>লোড করুন</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>বিরতি</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>আবার শুরু করুন</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>বাতিল</translation>
    </message>
    <message>
        <source>Remove from list</source>
        <translation>তালিকা থেকে সরান</translation>
    </message>
</context>
<context>
    <name>DownloadsView</name>
    <message>
        <source>Downloads</source>
        <translation>ডাউনলোড</translation>
    </message>
</context>
<context>
    <name>DuplicatesDialog</name>
    <message>
        <source>Duplicate files</source>
        <translation>একই রকম ফাইল</translation>
    </message>
    <message>
        <source>Comparing files of the same size…</source>
        <translation>সমান আকারের ফাইল তুলনা করা হচ্ছে…</translation>
    </message>
    <message>
        <source>How far the comparison is</source>
        <translation>তুলনা কতদূর এগিয়েছে</translation>
    </message>
    <message>
        <source>No weights lie on this computer more than once.</source>
        <translation>এই কম্পিউটারে কোনো ওয়েট একাধিকবার নেই।</translation>
    </message>
    <message>
        <source>{size} could be won. Each group below holds files of the same content; two programs may each need their own. ModelTray needs one. Double-click a file to open its folder.</source>
        <translation>{size} বাঁচানো যেতে পারে। নিচের প্রতিটি দলে একই বিষয়বস্তুর ফাইল আছে; দুটি প্রোগ্রামের প্রত্যেকের নিজের কপি লাগতে পারে। ModelTray-এর একটি হলেই চলে। ফোল্ডার খুলতে ফাইলে ডাবল-ক্লিক করুন।</translation>
    </message>
    <message>
        <source>{count} times {size}</source>
        <translation>{size}-এর {count}টি কপি</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>ফোল্ডার</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>মডেল</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>কোথায়</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ফাইল</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>বন্ধ করুন</translation>
    </message>
</context>
<context>
    <name>Examples</name>
    <message>
        <source>Why is the sky blue? Explain it in two sentences.</source>
        <translation>আকাশ নীল কেন? দুই বাক্যে বুঝিয়ে বলুন।</translation>
    </message>
    <message>
        <source>Write a short poem about rain on a tin roof.</source>
        <translation>টিনের চালে বৃষ্টি নিয়ে একটি ছোট কবিতা লিখুন।</translation>
    </message>
    <message>
        <source>Write a Python function that reverses a list.</source>
        <translation>একটি তালিকা উল্টে দেয় এমন একটি Python ফাংশন লিখুন।</translation>
    </message>
    <message>
        <source>Ask something below, or begin with one of these.</source>
        <translation>নিচে কিছু জিজ্ঞাসা করুন, অথবা এগুলোর একটি দিয়ে শুরু করুন।</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Format</source>
        <translation>ফরম্যাট</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>রানটাইম</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>কেন</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>আর্কিটেকচার</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>প্যারামিটার</translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation>কোয়ান্টাইজেশন</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>কনটেক্সট</translation>
    </message>
    <message>
        <source>Can do</source>
        <translation>যা পারে</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>চ্যাট টেমপ্লেট</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>আকার</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>ফাইল</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>অবস্থান</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>কমান্ড</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>হ্যাঁ</translation>
    </message>
    <message>
        <source>None in the files</source>
        <translation>ফাইলে নেই</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count}টি টোকেন</translation>
    </message>
</context>
<context>
    <name>FolderEditor</name>
    <message>
        <source>Choose…</source>
        <translation>বেছে নিন…</translation>
    </message>
</context>
<context>
    <name>FoldersEditor</name>
    <message>
        <source>Add…</source>
        <translation>যোগ করুন…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>সরান</translation>
    </message>
</context>
<context>
    <name>HashComparison</name>
    <message>
        <source>How far the comparison is</source>
        <translation>তুলনা কতদূর এগিয়েছে</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>বাতিল</translation>
    </message>
    <message>
        <source>Compare with the publisher&apos;s hashes</source>
        <translation>প্রকাশকের হ্যাশের সঙ্গে তুলনা করুন</translation>
    </message>
</context>
<context>
    <name>HubRepositoryView</name>
    <message>
        <source>Open its page</source>
        <translation>এর পাতা খুলুন</translation>
    </message>
    <message>
        <source>Access token…</source>
        <translation>অ্যাক্সেস টোকেন…</translation>
    </message>
    <message>
        <source>There is nothing in it that ModelTray can run.</source>
        <translation>এতে এমন কিছু নেই যা ModelTray চালাতে পারে।</translation>
    </message>
    <message>
        <source>Recommended: {label}. {reason}</source>
        <translation>প্রস্তাবিত: {label}। {reason}</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>{size} ডাউনলোড করুন</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>ডাউনলোড করুন</translation>
    </message>
</context>
<context>
    <name>HubResults</name>
    <message>
        <source>Repository</source>
        <translation>রিপোজিটরি</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>প্যারামিটার</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>ফরম্যাট</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>ডাউনলোড</translation>
    </message>
    <message>
        <source>Too large for this computer</source>
        <translation>এই কম্পিউটারের জন্য বেশি বড়</translation>
    </message>
    <message>
        <source>Its makers want their terms accepted first</source>
        <translation>নির্মাতারা আগে তাঁদের শর্ত মানতে বলেন</translation>
    </message>
</context>
<context>
    <name>HubSearchBar</name>
    <message>
        <source>Format</source>
        <translation>ফরম্যাট</translation>
    </message>
    <message>
        <source>Any format</source>
        <translation>যেকোনো ফরম্যাট</translation>
    </message>
    <message>
        <source>Fits this computer</source>
        <translation>এই কম্পিউটারে আঁটে</translation>
    </message>
    <message>
        <source>Search the Hugging Face Hub, or paste an address</source>
        <translation>Hugging Face Hub-এ খুঁজুন, বা একটি ঠিকানা পেস্ট করুন</translation>
    </message>
    <message>
        <source>Search the Hugging Face Hub</source>
        <translation>Hugging Face Hub-এ খুঁজুন</translation>
    </message>
</context>
<context>
    <name>HubSuggestions</name>
    <message>
        <source>Suggested models</source>
        <translation>প্রস্তাবিত মডেল</translation>
    </message>
</context>
<context>
    <name>LibraryButtons</name>
    <message>
        <source>Get models</source>
        <translation>মডেল আনুন</translation>
    </message>
    <message>
        <source>Find models on the Hugging Face Hub and download them</source>
        <translation>Hugging Face Hub-এ মডেল খুঁজে ডাউনলোড করুন</translation>
    </message>
    <message>
        <source>Open models folder</source>
        <translation>মডেলের ফোল্ডার খুলুন</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>ফোল্ডার যোগ করুন…</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>আবার খুঁজুন</translation>
    </message>
    <message>
        <source>Scanning…</source>
        <translation>খোঁজা হচ্ছে…</translation>
    </message>
    <message>
        <source>Add a folder with models</source>
        <translation>মডেলসহ একটি ফোল্ডার যোগ করুন</translation>
    </message>
</context>
<context>
    <name>LiveCharts</name>
    <message>
        <source>Speed</source>
        <translation>গতি</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>মেমরি</translation>
    </message>
    <message>
        <source>This runtime does not tell how fast it is.</source>
        <translation>এই রানটাইম নিজের গতি জানায় না।</translation>
    </message>
</context>
<context>
    <name>LoadInvitation</name>
    <message>
        <source>One moment, the model is not ready yet.</source>
        <translation>একটু অপেক্ষা করুন, মডেল এখনও প্রস্তুত নয়।</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Follow</source>
        <translation>অনুসরণ</translation>
    </message>
    <message>
        <source>Stay at the newest line</source>
        <translation>সবচেয়ে নতুন লাইনে থাকুন</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>পরের মিল</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>আগের মিল</translation>
    </message>
    <message>
        <source>Copy log</source>
        <translation>লগ কপি করুন</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>সংরক্ষণ করুন…</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>কোনো মিল নেই</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{count}-এর মধ্যে {number}</translation>
    </message>
    <message>
        <source>Matches: {count}</source>
        <translation>মিল: {count}</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>লগ সংরক্ষণ করুন</translation>
    </message>
    <message>
        <source>Log files (*.log)</source>
        <translation>লগ ফাইল (*.log)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>সব ফাইল (*)</translation>
    </message>
    <message>
        <source>The log cannot be saved as {path} ({reason}).</source>
        <translation>লগটি {path} নামে সংরক্ষণ করা যায়নি ({reason})।</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>অন্য একটি ফোল্ডার বেছে নিন।</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>লগে খুঁজুন</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>মিল</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Output of the model</source>
        <translation>মডেলের আউটপুট</translation>
    </message>
    <message>
        <source>Nothing yet. What the model&apos;s program writes shows here.</source>
        <translation>এখনও কিছু নেই। মডেলের প্রোগ্রাম যা লেখে তা এখানে দেখা যায়।</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Preferences…</source>
        <translation>পছন্দসমূহ…</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>কার্যকলাপ</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>নিয়ম</translation>
    </message>
    <message>
        <source>Drop it here: models are looked for in that folder, nothing is copied.</source>
        <translation>এখানে ছাড়ুন: ওই ফোল্ডারে মডেল খোঁজা হবে, কিছুই কপি করা হবে না।</translation>
    </message>
    <message>
        <source>API: {url}</source>
        <translation>API: {url}</translation>
    </message>
    <message>
        <source>Copy the address of the control API</source>
        <translation>নিয়ন্ত্রণ API-এর ঠিকানা কপি করুন</translation>
    </message>
</context>
<context>
    <name>MemoryBars</name>
    <message>
        <source>Memory</source>
        <translation>মেমরি</translation>
    </message>
</context>
<context>
    <name>MemoryView</name>
    <message>
        <source>Use the largest context</source>
        <translation>সবচেয়ে বড় কনটেক্সট ব্যবহার করুন</translation>
    </message>
    <message>
        <source>How much memory it will need is not known.</source>
        <translation>কতটা মেমরি লাগবে তা জানা নেই।</translation>
    </message>
    <message>
        <source>About {size} in all with a context of {length}.</source>
        <translation>{length} কনটেক্সটসহ মোট প্রায় {size}।</translation>
    </message>
</context>
<context>
    <name>MessageField</name>
    <message>
        <source>Message</source>
        <translation>বার্তা</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter breaks the line</source>
        <translation>Enter পাঠায়, Shift+Enter নতুন লাইন শুরু করে</translation>
    </message>
</context>
<context>
    <name>ModelActions</name>
    <message>
        <source>Load</source>
        <translation>লোড করুন</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>থামান</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>আবার চালু করুন</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>ঠিকানা কপি করুন</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>ফোল্ডার খুলুন</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>মুছুন…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>বাতিল</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message>
        <source>Choose a model to see what it is and to load it.</source>
        <translation>একটি মডেল কী তা দেখতে এবং লোড করতে সেটি বেছে নিন।</translation>
    </message>
    <message>
        <source>About the chosen model</source>
        <translation>বেছে নেওয়া মডেল সম্পর্কে</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>সারসংক্ষেপ</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>সেটিংস</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>চেষ্টা করুন</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>সংযোগ</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>লগ</translation>
    </message>
</context>
<context>
    <name>ModelHeader</name>
    <message>
        <source>Progress of the load</source>
        <translation>লোড কতদূর এগিয়েছে</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>ব্যর্থ</translation>
    </message>
    <message>
        <source>Cannot load</source>
        <translation>লোড করা যাবে না</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>মডেল</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>The model&apos;s files are no longer there.</source>
        <translation>মডেলের ফাইলগুলো আর সেখানে নেই।</translation>
    </message>
</context>
<context>
    <name>ModelSettingsForm</name>
    <message>
        <source>Context (tokens)</source>
        <translation>কনটেক্সট (টোকেন)</translation>
    </message>
    <message>
        <source>GPU layers</source>
        <translation>GPU স্তর</translation>
    </message>
    <message>
        <source>CPU threads</source>
        <translation>CPU থ্রেড</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>রানটাইম</translation>
    </message>
    <message>
        <source>Keep loaded</source>
        <translation>লোড করে রাখুন</translation>
    </message>
    <message>
        <source>Load when ModelTray starts</source>
        <translation>ModelTray চালু হলে লোড করুন</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>নাম</translation>
    </message>
    <message>
        <source>Extra arguments</source>
        <translation>বাড়তি আর্গুমেন্ট</translation>
    </message>
    <message>
        <source>No graphics card was found that the engine can use.</source>
        <translation>ইঞ্জিন ব্যবহার করতে পারে এমন কোনো গ্রাফিক্স কার্ড পাওয়া যায়নি।</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>স্বয়ংক্রিয়</translation>
    </message>
    <message>
        <source>How much of a conversation the model sees at once. More takes more memory; a token is about three quarters of a word.</source>
        <translation>মডেল একসঙ্গে কথোপকথনের কতটা দেখে। বেশি হলে বেশি মেমরি লাগে; একটি টোকেন প্রায় পৌনে এক শব্দ।</translation>
    </message>
    <message>
        <source>How much of the model lies on the graphics card. More is faster, until the card is full; 0 keeps the model off it.</source>
        <translation>মডেলের কতটা গ্রাফিক্স কার্ডে থাকে। কার্ড ভরে যাওয়া পর্যন্ত বেশি মানে দ্রুত; ০ দিলে মডেল কার্ডে থাকে না।</translation>
    </message>
    <message>
        <source>How many cores of the processor work for the model. With all of them other programs may stutter.</source>
        <translation>প্রসেসরের কয়টি কোর মডেলের জন্য কাজ করে। সবগুলো দিলে অন্য প্রোগ্রাম আটকে আটকে চলতে পারে।</translation>
    </message>
    <message>
        <source>The engine that runs the model. Automatic follows the rules.</source>
        <translation>যে ইঞ্জিন মডেলটি চালায়। স্বয়ংক্রিয় হলে নিয়ম মানা হয়।</translation>
    </message>
    <message>
        <source>It is not unloaded for being idle, nor to make room for another model.</source>
        <translation>অলস থাকলেও, বা অন্য মডেলকে জায়গা দিতেও, এটি নামানো হয় না।</translation>
    </message>
    <message>
        <source>It is ready as soon as the program is.</source>
        <translation>প্রোগ্রাম প্রস্তুত হলেই এটিও প্রস্তুত।</translation>
    </message>
    <message>
        <source>What you want to call it. Clients find it under its own id as before.</source>
        <translation>আপনি একে যে নামে ডাকতে চান। ক্লায়েন্টরা আগের মতোই এর নিজের id দিয়ে খুঁজে পায়।</translation>
    </message>
    <message>
        <source>For people who know the engine&apos;s command line, such as --flash-attn on. Only what is safe is accepted.</source>
        <translation>যাঁরা ইঞ্জিনের কমান্ড লাইন জানেন তাঁদের জন্য, যেমন --flash-attn on। শুধু নিরাপদ জিনিস গ্রহণ করা হয়।</translation>
    </message>
</context>
<context>
    <name>ModelSettingsPage</name>
    <message>
        <source>Reset to automatic</source>
        <translation>স্বয়ংক্রিয়তে ফেরান</translation>
    </message>
    <message>
        <source>Undo reset</source>
        <translation>ফেরানো বাতিল করুন</translation>
    </message>
    <message>
        <source>{name} runs as it was loaded. Restart it to follow these settings.</source>
        <translation>{name} যেভাবে লোড হয়েছিল সেভাবে চলছে। এই সেটিংস মানাতে আবার চালু করুন।</translation>
    </message>
    <message>
        <source>Changes are kept and count from the next load on.</source>
        <translation>পরিবর্তন সংরক্ষিত থাকে এবং পরের লোড থেকে কাজ করে।</translation>
    </message>
</context>
<context>
    <name>ModelTable</name>
    <message>
        <source>Name</source>
        <translation>নাম</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>ফরম্যাট</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>রানটাইম</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>আকার</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>অবস্থা</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>পোর্ট</translation>
    </message>
</context>
<context>
    <name>NoMatch</name>
    <message>
        <source>Look on the Hugging Face Hub</source>
        <translation>Hugging Face Hub-এ খুঁজুন</translation>
    </message>
    <message>
        <source>No model matches “{words}”.</source>
        <translation>“{words}”-এর সঙ্গে কোনো মডেল মেলে না।</translation>
    </message>
    <message>
        <source>No model is like that.</source>
        <translation>এমন কোনো মডেল নেই।</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>It answers on port {port}.</source>
        <translation>এটি {port} পোর্টে উত্তর দেয়।</translation>
    </message>
    <message>
        <source>{name} is ready</source>
        <translation>{name} প্রস্তুত</translation>
    </message>
    <message>
        <source>{name} has failed</source>
        <translation>{name} ব্যর্থ হয়েছে</translation>
    </message>
    <message>
        <source>{name} is here</source>
        <translation>{name} এসে গেছে</translation>
    </message>
    <message>
        <source>It is among your models, and can be loaded.</source>
        <translation>এটি আপনার মডেলগুলোর মধ্যে আছে, লোড করা যাবে।</translation>
    </message>
    <message>
        <source>The download of {name} has failed</source>
        <translation>{name}-এর ডাউনলোড ব্যর্থ হয়েছে</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>{name}, slider</source>
        <translation>{name}, স্লাইডার</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>স্বয়ংক্রিয়</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>পছন্দসমূহ</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>লগ ইন করলে চালু করুন</translation>
    </message>
    <message>
        <source>“{words}” cannot be used for “{label}”. The usual value is {usual}.</source>
        <translation>“{label}”-এর জন্য “{words}” ব্যবহার করা যায় না। সাধারণ মান {usual}।</translation>
    </message>
    <message>
        <source>One on each line.</source>
        <translation>প্রতি লাইনে একটি।</translation>
    </message>
    <message>
        <source>A change counts from the next start on.</source>
        <translation>পরিবর্তন পরের বার চালু হওয়া থেকে মানা হয়।</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>সংরক্ষণ করুন</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>বাতিল</translation>
    </message>
</context>
<context>
    <name>RulesDialog</name>
    <message>
        <source>Runtime rules</source>
        <translation>রানটাইমের নিয়ম</translation>
    </message>
    <message>
        <source>Command of the rule</source>
        <translation>নিয়মের কমান্ড</translation>
    </message>
    <message>
        <source>What the rule runs, and why</source>
        <translation>নিয়মটি কী চালায়, এবং কেন</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>এর ফোল্ডার খুলুন</translation>
    </message>
    <message>
        <source>Rules of your own, and changes to these, go into {path}.</source>
        <translation>আপনার নিজের নিয়ম, এবং এগুলোর পরিবর্তন, {path} ফাইলে লিখুন।</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>নিয়ম</translation>
    </message>
    <message>
        <source>For</source>
        <translation>যার জন্য</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>রানটাইম</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>উৎস</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>মডেল</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>নিয়ম</translation>
    </message>
    <message>
        <source>There are no rules.</source>
        <translation>কোনো নিয়ম নেই।</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>কমান্ড</translation>
    </message>
    <message>
        <source>Models and reasons</source>
        <translation>মডেল ও কারণ</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>State</source>
        <translation>অবস্থা</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>ফরম্যাট</translation>
    </message>
    <message>
        <source>Any format</source>
        <translation>যেকোনো ফরম্যাট</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>যেকোনো অবস্থা</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>লোড করা</translation>
    </message>
    <message>
        <source>Not loaded</source>
        <translation>লোড করা নয়</translation>
    </message>
    <message>
        <source>With a problem</source>
        <translation>সমস্যা আছে</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>মডেল খুঁজুন</translation>
    </message>
    <message>
        <source>Search models ({keys})</source>
        <translation>মডেল খুঁজুন ({keys})</translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>A network with a sign-in page, or a proxy, may stand in between: open the Hub in a browser. Or the address of the Hub in the preferences is wrong.</source>
        <translation>মাঝখানে সাইন-ইন পাতাসহ কোনো নেটওয়ার্ক বা প্রক্সি থাকতে পারে: ব্রাউজারে Hub খুলুন। অথবা পছন্দসমূহে Hub-এর ঠিকানা ভুল।</translation>
    </message>
    <message>
        <source>A network with a sign-in page, or a proxy, may stand in between: open the Hub in a browser. The download goes on by itself.</source>
        <translation>মাঝখানে সাইন-ইন পাতাসহ কোনো নেটওয়ার্ক বা প্রক্সি থাকতে পারে: ব্রাউজারে Hub খুলুন। ডাউনলোড নিজে থেকেই চলবে।</translation>
    </message>
    <message>
        <source>A newer llama.cpp may know it, or a newer conversion of the model may name another one.</source>
        <translation>নতুন llama.cpp এটি চিনতে পারে, অথবা মডেলের নতুন রূপান্তরে অন্য নাম থাকতে পারে।</translation>
    </message>
    <message>
        <source>A newer llama.cpp may know it.</source>
        <translation>নতুন llama.cpp এটি চিনতে পারে।</translation>
    </message>
    <message>
        <source>A newer llama.cpp may know it. If not, download the model again.</source>
        <translation>নতুন llama.cpp এটি চিনতে পারে। না চিনলে মডেলটি আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>A newer transformers may know it.</source>
        <translation>নতুন transformers এটি চিনতে পারে।</translation>
    </message>
    <message>
        <source>A picture is broken. Send it again, or another one.</source>
        <translation>একটি ছবি ভাঙা। আবার পাঠান, বা অন্য ছবি দিন।</translation>
    </message>
    <message>
        <source>A picture is none that can be read. Send one of: {formats}.</source>
        <translation>একটি ছবি পড়া যায় না। এগুলোর একটি পাঠান: {formats}।</translation>
    </message>
    <message>
        <source>A picture is too large. Send one of at most {pixels_limit} million pixels.</source>
        <translation>একটি ছবি বেশি বড়। সর্বোচ্চ {pixels_limit} মিলিয়ন পিক্সেলের একটি পাঠান।</translation>
    </message>
    <message>
        <source>A private one needs an access token.</source>
        <translation>ব্যক্তিগত রিপোজিটরির জন্য অ্যাক্সেস টোকেন লাগে।</translation>
    </message>
    <message>
        <source>Accept them on {page}, make an access token on {endpoint}/settings/tokens, and enter it in ModelTray.</source>
        <translation>{page} পাতায় শর্ত মানুন, {endpoint}/settings/tokens-এ একটি অ্যাক্সেস টোকেন বানান, এবং ModelTray-এ দিন।</translation>
    </message>
    <message>
        <source>Accept them on {page}, make an access token on {settings}, enter it in ModelTray, and resume.</source>
        <translation>{page} পাতায় শর্ত মানুন, {settings}-এ একটি অ্যাক্সেস টোকেন বানান, ModelTray-এ দিন, তারপর আবার শুরু করুন।</translation>
    </message>
    <message>
        <source>Add &quot;command&quot; to the rule in runtime_config.json.</source>
        <translation>runtime_config.json-এ নিয়মটিতে &quot;command&quot; যোগ করুন।</translation>
    </message>
    <message>
        <source>Add a rule named &quot;{format}&quot; that says which program runs it.</source>
        <translation>&quot;{format}&quot; নামে একটি নিয়ম যোগ করুন যা বলে কোন প্রোগ্রাম এটি চালায়।</translation>
    </message>
    <message>
        <source>All ports from {among} to {among2} are taken.</source>
        <translation>{among} থেকে {among2} পর্যন্ত সব পোর্ট দখল করা।</translation>
    </message>
    <message>
        <source>All {compared} files are what the publisher put there, byte for byte.</source>
        <translation>সব {compared}টি ফাইল প্রকাশক যেমন রেখেছেন হুবহু তেমনই আছে।</translation>
    </message>
    <message>
        <source>All {count} files of the weights are there.</source>
        <translation>ওয়েটের সব {count}টি ফাইল আছে।</translation>
    </message>
    <message>
        <source>Allow it for this model if you trust its maker, or get it as SafeTensors.</source>
        <translation>নির্মাতার ওপর আস্থা থাকলে এই মডেলের জন্য অনুমতি দিন, অথবা SafeTensors হিসেবে আনুন।</translation>
    </message>
    <message>
        <source>Another download goes to {folder}.</source>
        <translation>আরেকটি ডাউনলোড {folder} ফোল্ডারে যাচ্ছে।</translation>
    </message>
    <message>
        <source>Another program, or the system, told {engine} to end while it ran {model}.</source>
        <translation>{engine} যখন {model} চালাচ্ছিল, অন্য কোনো প্রোগ্রাম বা সিস্টেম তাকে শেষ হতে বলেছে।</translation>
    </message>
    <message>
        <source>Change it in the startup settings of the system.</source>
        <translation>সিস্টেমের স্টার্টআপ সেটিংসে বদলান।</translation>
    </message>
    <message>
        <source>Check the arguments of the rule that starts it.</source>
        <translation>যে নিয়ম এটি চালু করে তার আর্গুমেন্ট দেখুন।</translation>
    </message>
    <message>
        <source>Check the disk and load the model again. If that fails, download it again.</source>
        <translation>ডিস্ক পরীক্ষা করে মডেলটি আবার লোড করুন। তাতেও না হলে আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Check the path after --model.</source>
        <translation>--model-এর পরের পাথ দেখুন।</translation>
    </message>
    <message>
        <source>Choose a folder for downloads nearer to the root of the disk.</source>
        <translation>ডাউনলোডের জন্য ডিস্কের মূলের কাছাকাছি একটি ফোল্ডার বেছে নিন।</translation>
    </message>
    <message>
        <source>Choose another port.</source>
        <translation>অন্য একটি পোর্ট বেছে নিন।</translation>
    </message>
    <message>
        <source>Choose one of: {ids}.</source>
        <translation>এগুলোর একটি বেছে নিন: {ids}।</translation>
    </message>
    <message>
        <source>Close it, or leave it out.</source>
        <translation>বন্ধ করুন, বা বাদ দিন।</translation>
    </message>
    <message>
        <source>Close other programs, or get the model as GGUF with 4 bits (Q4_K_M), about {with_four_bits}.</source>
        <translation>অন্য প্রোগ্রাম বন্ধ করুন, অথবা মডেলটি ৪ বিটের GGUF (Q4_K_M) হিসেবে আনুন, প্রায় {with_four_bits}।</translation>
    </message>
    <message>
        <source>Close other programs, or take a model of at most about {room} billion parameters as GGUF with 4 bits (Q4_K_M).</source>
        <translation>অন্য প্রোগ্রাম বন্ধ করুন, অথবা ৪ বিটের GGUF (Q4_K_M) হিসেবে সর্বোচ্চ প্রায় {room} বিলিয়ন প্যারামিটারের মডেল নিন।</translation>
    </message>
    <message>
        <source>Close other programs, or take a smaller model.</source>
        <translation>অন্য প্রোগ্রাম বন্ধ করুন, অথবা ছোট মডেল নিন।</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>অন্য প্রোগ্রাম বন্ধ করুন।</translation>
    </message>
    <message>
        <source>Close the programs that use it and check that you may change the folder.</source>
        <translation>যেসব প্রোগ্রাম এটি ব্যবহার করছে সেগুলো বন্ধ করুন, এবং ফোল্ডারটি বদলানোর অনুমতি আছে কি না দেখুন।</translation>
    </message>
    <message>
        <source>Close the programs that use it, or delete it for good.</source>
        <translation>যেসব প্রোগ্রাম এটি ব্যবহার করছে সেগুলো বন্ধ করুন, অথবা চিরতরে মুছুন।</translation>
    </message>
    <message>
        <source>Close to the original&apos;s answers for a fraction of its size</source>
        <translation>আকারের সামান্য অংশে মূল মডেলের কাছাকাছি উত্তর</translation>
    </message>
    <message>
        <source>Close to the original&apos;s answers for a fraction of its size.</source>
        <translation>আকারের সামান্য অংশে মূল মডেলের কাছাকাছি উত্তর।</translation>
    </message>
    <message>
        <source>Connect it, then look for models again.</source>
        <translation>সেটি সংযুক্ত করুন, তারপর আবার মডেল খুঁজুন।</translation>
    </message>
    <message>
        <source>Copy it from the page Access Tokens of your account; it begins with hf_.</source>
        <translation>আপনার অ্যাকাউন্টের Access Tokens পাতা থেকে কপি করুন; এটি hf_ দিয়ে শুরু হয়।</translation>
    </message>
    <message>
        <source>Correct the args of the rule in runtime_config.json.</source>
        <translation>runtime_config.json-এ নিয়মের args ঠিক করুন।</translation>
    </message>
    <message>
        <source>Correct the command in runtime_config.json. If the file was there before, an antivirus program may have removed it: restore it or install it again.</source>
        <translation>runtime_config.json-এ কমান্ড ঠিক করুন। ফাইলটি আগে থাকলে কোনো অ্যান্টিভাইরাস সেটি সরিয়ে থাকতে পারে: ফিরিয়ে আনুন বা আবার ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Correct the command of the rule in runtime_config.json, or install the program again.</source>
        <translation>runtime_config.json-এ নিয়মের কমান্ড ঠিক করুন, অথবা প্রোগ্রামটি আবার ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Correct the rule in runtime_config.json, or put the script back.</source>
        <translation>runtime_config.json-এ নিয়ম ঠিক করুন, অথবা স্ক্রিপ্টটি ফিরিয়ে রাখুন।</translation>
    </message>
    <message>
        <source>Delete it by hand.</source>
        <translation>নিজে মুছে ফেলুন।</translation>
    </message>
    <message>
        <source>Delete it first to fetch it again.</source>
        <translation>আবার আনতে হলে আগে এটি মুছুন।</translation>
    </message>
    <message>
        <source>Did you mean {near}?</source>
        <translation>আপনি কি {near} বলতে চেয়েছেন?</translation>
    </message>
    <message>
        <source>Do not open it. Look for the model in SafeTensors format.</source>
        <translation>এটি খুলবেন না। মডেলটি SafeTensors ফরম্যাটে খুঁজুন।</translation>
    </message>
    <message>
        <source>Do not use this copy; get the model from its publisher.</source>
        <translation>এই কপি ব্যবহার করবেন না; মডেলটি এর প্রকাশকের কাছ থেকে আনুন।</translation>
    </message>
    <message>
        <source>Download a newer conversion of the model.</source>
        <translation>মডেলের নতুন একটি রূপান্তর ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download it again, or copy it again from where it came from.</source>
        <translation>আবার ডাউনলোড করুন, অথবা যেখান থেকে এসেছে সেখান থেকে আবার কপি করুন।</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <translation>আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download preprocessor_config.json and processor_config.json of the model again.</source>
        <translation>মডেলের preprocessor_config.json ও processor_config.json আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download the adapter again, or get it as SafeTensors.</source>
        <translation>অ্যাডাপ্টার আবার ডাউনলোড করুন, অথবা SafeTensors হিসেবে আনুন।</translation>
    </message>
    <message>
        <source>Download the adapter again.</source>
        <translation>অ্যাডাপ্টার আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download the missing files into the same folder.</source>
        <translation>না-থাকা ফাইলগুলো একই ফোল্ডারে ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download the model again, or take another conversion of it.</source>
        <translation>মডেলটি আবার ডাউনলোড করুন, অথবা এর অন্য রূপান্তর নিন।</translation>
    </message>
    <message>
        <source>Download the model again.</source>
        <translation>মডেলটি আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download the model as GGUF.</source>
        <translation>মডেলটি GGUF হিসেবে ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download the model&apos;s config.json again.</source>
        <translation>মডেলের config.json আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download the usual (little-endian) file.</source>
        <translation>সাধারণ (little-endian) ফাইলটি ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download these files of the model too.</source>
        <translation>মডেলের এই ফাইলগুলোও ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download tokenizer.json and tokenizer_config.json of the model again.</source>
        <translation>মডেলের tokenizer.json ও tokenizer_config.json আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download tokenizer.json of the model again.</source>
        <translation>মডেলের tokenizer.json আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Download tokenizer.json of the model too.</source>
        <translation>মডেলের tokenizer.json-ও ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>End that program, or set other ports in runtime_config.json. A command that starts its server in the background and leaves it there cannot be used.</source>
        <translation>ওই প্রোগ্রাম শেষ করুন, অথবা runtime_config.json-এ অন্য পোর্ট দিন। যে কমান্ড তার সার্ভার পেছনে চালু করে রেখে চলে যায় তা ব্যবহার করা যায় না।</translation>
    </message>
    <message>
        <source>Every tensor lies inside its file.</source>
        <translation>প্রতিটি টেনসর তার ফাইলের ভেতরেই আছে।</translation>
    </message>
    <message>
        <source>Export the model for feature-extraction, or take another one.</source>
        <translation>মডেলটি feature-extraction-এর জন্য এক্সপোর্ট করুন, অথবা অন্য একটি নিন।</translation>
    </message>
    <message>
        <source>Export the model for text-generation-with-past, or get it in another format.</source>
        <translation>মডেলটি text-generation-with-past-এর জন্য এক্সপোর্ট করুন, অথবা অন্য ফরম্যাটে আনুন।</translation>
    </message>
    <message>
        <source>GET /hub/downloads lists them.</source>
        <translation>GET /hub/downloads তালিকাটি দেখায়।</translation>
    </message>
    <message>
        <source>Get the model as GGUF (Q4_K_M is a good choice), which llama.cpp runs anywhere, or without quantization as SafeTensors.</source>
        <translation>মডেলটি GGUF (Q4_K_M ভালো) হিসেবে আনুন, যা llama.cpp সব জায়গায় চালায়, অথবা কোয়ান্টাইজেশন ছাড়া SafeTensors হিসেবে।</translation>
    </message>
    <message>
        <source>Get the model as GGUF.</source>
        <translation>মডেলটি GGUF হিসেবে আনুন।</translation>
    </message>
    <message>
        <source>Get the model with its tokenizer.json, or as GGUF.</source>
        <translation>মডেলটি এর tokenizer.json সহ, অথবা GGUF হিসেবে আনুন।</translation>
    </message>
    <message>
        <source>Get the variant of the model that is made for CPUs, or install the onnxruntime-genai for {wanted}.</source>
        <translation>CPU-এর জন্য তৈরি মডেলটি আনুন, অথবা {wanted}-এর onnxruntime-genai ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Give at most {limit}.</source>
        <translation>সর্বোচ্চ {limit}টি দিন।</translation>
    </message>
    <message>
        <source>Give the folder that holds config.json and the weights.</source>
        <translation>যে ফোল্ডারে config.json ও ওয়েট আছে সেটি দিন।</translation>
    </message>
    <message>
        <source>Give the parts their names back: name-00001-of-00002.gguf and so on.</source>
        <translation>অংশগুলোর নাম ফিরিয়ে দিন: name-00001-of-00002.gguf ইত্যাদি।</translation>
    </message>
    <message>
        <source>Give {name} a whole number from {low} to {high}.</source>
        <translation>{name}-এ {low} থেকে {high} পর্যন্ত একটি পূর্ণ সংখ্যা দিন।</translation>
    </message>
    <message>
        <source>If you trust where it comes from, allow it in the ModelTray window, or add &apos;{folder}&apos; to allow_pickle in settings.toml.</source>
        <translation>উৎসে আস্থা থাকলে ModelTray-এর উইন্ডোতে অনুমতি দিন, অথবা settings.toml-এর allow_pickle-এ &apos;{folder}&apos; যোগ করুন।</translation>
    </message>
    <message>
        <source>Install ModelTray again. If it vanishes once more, an antivirus program may have removed it.</source>
        <translation>ModelTray আবার ইনস্টল করুন। আবারও হারিয়ে গেলে কোনো অ্যান্টিভাইরাস সেটি সরিয়ে থাকতে পারে।</translation>
    </message>
    <message>
        <source>Install Python, or write the full path of its program into runtime_config.json.</source>
        <translation>Python ইনস্টল করুন, অথবা runtime_config.json-এ তার প্রোগ্রামের পুরো পাথ লিখুন।</translation>
    </message>
    <message>
        <source>Install a build of {engine} for older processors.</source>
        <translation>পুরোনো প্রসেসরের জন্য {engine}-এর একটি বিল্ড ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Install it again. If it vanishes once more, an antivirus program may have removed it.</source>
        <translation>আবার ইনস্টল করুন। আবারও হারিয়ে গেলে কোনো অ্যান্টিভাইরাস সেটি সরিয়ে থাকতে পারে।</translation>
    </message>
    <message>
        <source>Install it into the environment that ModelTray runs in.</source>
        <translation>ModelTray যে পরিবেশে চলে সেখানে এটি ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Install that library, or a build of {engine} for this system.</source>
        <translation>ওই লাইব্রেরি, অথবা এই সিস্টেমের জন্য {engine}-এর একটি বিল্ড ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Install the Microsoft Visual C++ Redistributable (x64); a GPU build also needs its driver.</source>
        <translation>Microsoft Visual C++ Redistributable (x64) ইনস্টল করুন; GPU বিল্ডের জন্য তার ড্রাইভারও লাগে।</translation>
    </message>
    <message>
        <source>Install the build for this machine.</source>
        <translation>এই মেশিনের জন্য তৈরি বিল্ডটি ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Install the newest driver from the maker of the graphics card.</source>
        <translation>গ্রাফিক্স কার্ডের নির্মাতার সবচেয়ে নতুন ড্রাইভার ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Install the runtime again.</source>
        <translation>রানটাইমটি আবার ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Install {command}, or write its full path into runtime_config.json.</source>
        <translation>{command} ইনস্টল করুন, অথবা runtime_config.json-এ তার পুরো পাথ লিখুন।</translation>
    </message>
    <message>
        <source>Install {engine} again, or correct the rule in runtime_config.json.</source>
        <translation>{engine} আবার ইনস্টল করুন, অথবা runtime_config.json-এ নিয়ম ঠিক করুন।</translation>
    </message>
    <message>
        <source>Install {engine} again.</source>
        <translation>{engine} আবার ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Is its address in the preferences that of a Hugging Face Hub?</source>
        <translation>পছন্দসমূহে দেওয়া ঠিকানাটি কি কোনো Hugging Face Hub-এর?</translation>
    </message>
    <message>
        <source>Is the clock of this computer right? Otherwise somebody may be reading along.</source>
        <translation>এই কম্পিউটারের ঘড়ি কি ঠিক? নইলে অন্য কেউ সঙ্গে সঙ্গে পড়তে পারে।</translation>
    </message>
    <message>
        <source>Is the drive connected, and may you write there? Then resume.</source>
        <translation>ড্রাইভটি কি সংযুক্ত, আর সেখানে লেখার অনুমতি আছে কি? থাকলে আবার শুরু করুন।</translation>
    </message>
    <message>
        <source>Is this computer online? The models that are here already work without.</source>
        <translation>এই কম্পিউটার কি অনলাইনে আছে? যে মডেলগুলো এখানে আছে সেগুলো ইন্টারনেট ছাড়াও চলে।</translation>
    </message>
    <message>
        <source>It was made for a newer or older version. Take a newer conversion of the model, or a newer llama.cpp.</source>
        <translation>এটি নতুন বা পুরোনো কোনো সংস্করণের জন্য তৈরি। মডেলের নতুন রূপান্তর, অথবা নতুন llama.cpp নিন।</translation>
    </message>
    <message>
        <source>Its log in ModelTray has the rest.</source>
        <translation>বাকিটা ModelTray-এ এর লগে আছে।</translation>
    </message>
    <message>
        <source>Its log tells how far it came. Load it again, or try fewer GPU layers or a smaller context.</source>
        <translation>কতদূর এগিয়েছিল তা এর লগে আছে। আবার লোড করুন, অথবা কম GPU স্তর বা ছোট কনটেক্সট দিয়ে দেখুন।</translation>
    </message>
    <message>
        <source>Its makers may have removed it or made it private: open the page, and choose anew.</source>
        <translation>নির্মাতারা এটি সরিয়ে বা ব্যক্তিগত করে থাকতে পারেন: পাতাটি খুলে আবার বেছে নিন।</translation>
    </message>
    <message>
        <source>Its own words, just above, say why.</source>
        <translation>ঠিক ওপরে এর নিজের কথায় কারণ আছে।</translation>
    </message>
    <message>
        <source>Known are {words}.</source>
        <translation>জানা আছে: {words}।</translation>
    </message>
    <message>
        <source>Known are: {known}.</source>
        <translation>জানা আছে: {known}।</translation>
    </message>
    <message>
        <source>Leave the runtime out, and ModelTray chooses one that can.</source>
        <translation>রানটাইম বাদ দিন, ModelTray উপযুক্ত একটি বেছে নেবে।</translation>
    </message>
    <message>
        <source>Leave them out, or write a rule of your own into runtime_config.json.</source>
        <translation>এগুলো বাদ দিন, অথবা runtime_config.json-এ নিজের একটি নিয়ম লিখুন।</translation>
    </message>
    <message>
        <source>Load it in ModelTray, or let models be loaded on demand in the preferences.</source>
        <translation>ModelTray-এ এটি লোড করুন, অথবা পছন্দসমূহে চাহিদামতো লোড চালু করুন।</translation>
    </message>
    <message>
        <source>Load the model again.</source>
        <translation>মডেলটি আবার লোড করুন।</translation>
    </message>
    <message>
        <source>Load the model again; ModelTray takes the next free port.</source>
        <translation>মডেলটি আবার লোড করুন; ModelTray পরের খালি পোর্ট নেয়।</translation>
    </message>
    <message>
        <source>Look for a GGUF of it, or for a version that transformers supports itself.</source>
        <translation>এর GGUF, অথবা transformers নিজে চালাতে পারে এমন একটি সংস্করণ খুঁজুন।</translation>
    </message>
    <message>
        <source>Look for a repository with GGUF or SafeTensors files.</source>
        <translation>GGUF বা SafeTensors ফাইল আছে এমন একটি রিপোজিটরি খুঁজুন।</translation>
    </message>
    <message>
        <source>Look for a version of it that needs no code of its own, such as GGUF.</source>
        <translation>নিজের কোড লাগে না এমন একটি সংস্করণ খুঁজুন, যেমন GGUF।</translation>
    </message>
    <message>
        <source>Look for models again; it may be gone already.</source>
        <translation>আবার মডেল খুঁজুন; এটি হয়তো আর নেই।</translation>
    </message>
    <message>
        <source>Look whether it is still there, and whether you may read it.</source>
        <translation>এটি এখনও আছে কি না, এবং পড়ার অনুমতি আছে কি না দেখুন।</translation>
    </message>
    <message>
        <source>Make a new one on {endpoint}/settings/tokens, with the right to read, and enter it again.</source>
        <translation>{endpoint}/settings/tokens-এ পড়ার অধিকারসহ একটি নতুন টোকেন বানিয়ে আবার দিন।</translation>
    </message>
    <message>
        <source>Make a new one on {settings}, enter it in ModelTray, and resume.</source>
        <translation>{settings}-এ একটি নতুন টোকেন বানান, ModelTray-এ দিন, তারপর আবার শুরু করুন।</translation>
    </message>
    <message>
        <source>Make room and resume. Or cancel, and choose another folder for downloads in the preferences.</source>
        <translation>জায়গা খালি করে আবার শুরু করুন। অথবা বাতিল করে পছন্দসমূহে ডাউনলোডের অন্য ফোল্ডার বেছে নিন।</translation>
    </message>
    <message>
        <source>Make the file executable, or install {engine} again.</source>
        <translation>ফাইলটিকে চালানোর অনুমতি দিন, অথবা {engine} আবার ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>Make the file executable. On Windows, look whether an antivirus program blocks it.</source>
        <translation>ফাইলটিকে চালানোর অনুমতি দিন। Windows-এ দেখুন কোনো অ্যান্টিভাইরাস প্রোগ্রামটি আটকাচ্ছে কি না।</translation>
    </message>
    <message>
        <source>ModelTray is shutting down.</source>
        <translation>ModelTray বন্ধ হচ্ছে।</translation>
    </message>
    <message>
        <source>No code was found in the .bin files, as far as can be seen.</source>
        <translation>.bin ফাইলগুলোতে যতদূর দেখা যায় কোনো কোড পাওয়া যায়নি।</translation>
    </message>
    <message>
        <source>No file can be read.</source>
        <translation>কোনো ফাইল পড়া যায় না।</translation>
    </message>
    <message>
        <source>No hash of its files is known, so none could be compared.</source>
        <translation>এর ফাইলগুলোর কোনো হ্যাশ জানা নেই, তাই কিছুই তুলনা করা যায়নি।</translation>
    </message>
    <message>
        <source>No rule in runtime_config.json opens {format_label} models, which {name} is.</source>
        <translation>runtime_config.json-এর কোনো নিয়ম {format_label} মডেল খোলে না, আর {name} তা-ই।</translation>
    </message>
    <message>
        <source>No runtime could load {name}.</source>
        <translation>কোনো রানটাইম {name} লোড করতে পারেনি।</translation>
    </message>
    <message>
        <source>Not what the publisher put there, but damaged or changed: {names}. Delete the model and download it again.</source>
        <translation>প্রকাশক যেমন রেখেছেন তেমন নয়, নষ্ট বা বদলানো: {names}। মডেলটি মুছে আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Nothing can listen on {address}: another program does, or the address is not ours.</source>
        <translation>{address}-এ শোনা যায় না: অন্য প্রোগ্রাম শুনছে, অথবা ঠিকানাটি আমাদের নয়।</translation>
    </message>
    <message>
        <source>Nothing was fetched from there. If this Hub is a mirror, tell whoever runs it.</source>
        <translation>সেখান থেকে কিছুই আনা হয়নি। এই Hub যদি মিরর হয়, যিনি চালান তাঁকে জানান।</translation>
    </message>
    <message>
        <source>Nothing was written. Choose another repository.</source>
        <translation>কিছুই লেখা হয়নি। অন্য একটি রিপোজিটরি বেছে নিন।</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot be started: {error}.</source>
        <translation>ONNX Runtime চালু করা যায় না: {error}।</translation>
    </message>
    <message>
        <source>Open {page} with that account, accept the terms there, and resume once access is granted.</source>
        <translation>ওই অ্যাকাউন্ট দিয়ে {page} খুলুন, সেখানে শর্ত মানুন, অনুমতি পেলে আবার শুরু করুন।</translation>
    </message>
    <message>
        <source>Open {page} with that account, accept the terms there, and try again once access is granted.</source>
        <translation>ওই অ্যাকাউন্ট দিয়ে {page} খুলুন, সেখানে শর্ত মানুন, অনুমতি পেলে আবার চেষ্টা করুন।</translation>
    </message>
    <message>
        <source>Pictures cannot be read: {error}.</source>
        <translation>ছবি পড়া যায় না: {error}।</translation>
    </message>
    <message>
        <source>Port {port} is reserved by {system}.</source>
        <translation>{port} পোর্ট {system} নিজের জন্য রেখেছে।</translation>
    </message>
    <message>
        <source>Port {port} is used by {holder}.</source>
        <translation>{port} পোর্ট {holder} ব্যবহার করছে।</translation>
    </message>
    <message>
        <source>Put all parts, under their own names, into one folder.</source>
        <translation>সব অংশ নিজ নিজ নামে এক ফোল্ডারে রাখুন।</translation>
    </message>
    <message>
        <source>Put it beside runtime_config.json, or write its full path into the rule.</source>
        <translation>এটি runtime_config.json-এর পাশে রাখুন, অথবা নিয়মে পুরো পাথ লিখুন।</translation>
    </message>
    <message>
        <source>Put it into the folder of the language model that it belongs to.</source>
        <translation>যে ভাষা মডেলের অংশ এটি, তার ফোল্ডারে রাখুন।</translation>
    </message>
    <message>
        <source>Put the folder of that model into {parent}.</source>
        <translation>ওই মডেলের ফোল্ডারটি {parent}-এ রাখুন।</translation>
    </message>
    <message>
        <source>Read its log, then load it again.</source>
        <translation>এর লগ পড়ুন, তারপর আবার লোড করুন।</translation>
    </message>
    <message>
        <source>Rename or delete it, and resume: nothing has to be fetched again.</source>
        <translation>নাম বদলান বা মুছুন, তারপর আবার শুরু করুন: নতুন করে কিছু আনতে হবে না।</translation>
    </message>
    <message>
        <source>Rule {name} does not say which program runs its models.</source>
        <translation>{name} নিয়মটি বলে না কোন প্রোগ্রাম তার মডেল চালায়।</translation>
    </message>
    <message>
        <source>Rule {name} runs the script {script}, which is not there.</source>
        <translation>{name} নিয়ম {script} স্ক্রিপ্ট চালায়, যা সেখানে নেই।</translation>
    </message>
    <message>
        <source>Rule {name} uses {{found}} outside a nested list, but a load may leave it open.</source>
        <translation>{name} নিয়মটি nested list-এর বাইরে {{found}} ব্যবহার করে, কিন্তু লোডে তার মান না-ও থাকতে পারে।</translation>
    </message>
    <message>
        <source>Rule {name} would pass an argument with a line break or a NUL in it.</source>
        <translation>{name} নিয়মটি এমন আর্গুমেন্ট দিত যাতে নতুন লাইন বা NUL আছে।</translation>
    </message>
    <message>
        <source>Rule {rule_name} needs Python, which is not on PATH.</source>
        <translation>{rule_name} নিয়মের জন্য Python লাগে, যা PATH-এ নেই।</translation>
    </message>
    <message>
        <source>Rule {rule_name} needs the program {command}, which is not on PATH.</source>
        <translation>{rule_name} নিয়মের জন্য {command} প্রোগ্রাম লাগে, যা PATH-এ নেই।</translation>
    </message>
    <message>
        <source>Rule {rule_name} needs {missing}, which is not installed.</source>
        <translation>{rule_name} নিয়মের জন্য {missing} লাগে, যা ইনস্টল করা নেই।</translation>
    </message>
    <message>
        <source>Rule {rule_name} runs {program}, and there is no such file.</source>
        <translation>{rule_name} নিয়ম {program} চালায়, কিন্তু এমন কোনো ফাইল নেই।</translation>
    </message>
    <message>
        <source>Rule {rule} uses the placeholder {{found}}, which does not exist there.</source>
        <translation>{rule} নিয়মটি {{found}} ব্যবহার করে, যা সেখানে নেই।</translation>
    </message>
    <message>
        <source>Run {model} with 0 GPU layers, or install a build for this card.</source>
        <translation>{model} ০টি GPU স্তর দিয়ে চালান, অথবা এই কার্ডের জন্য একটি বিল্ড ইনস্টল করুন।</translation>
    </message>
    <message>
        <source>See /registry/models for the list.</source>
        <translation>তালিকার জন্য /registry/models দেখুন।</translation>
    </message>
    <message>
        <source>Send fewer or smaller pictures.</source>
        <translation>কম বা ছোট ছবি পাঠান।</translation>
    </message>
    <message>
        <source>Send shorter documents.</source>
        <translation>ছোট নথি পাঠান।</translation>
    </message>
    <message>
        <source>Send shorter texts, or fewer at once.</source>
        <translation>ছোট লেখা, বা একসঙ্গে কম লেখা পাঠান।</translation>
    </message>
    <message>
        <source>Shorten the conversation.</source>
        <translation>কথোপকথন ছোট করুন।</translation>
    </message>
    <message>
        <source>Something on the way changes it, or the Hub has it wrong. Resume to fetch it once more, or choose another repository.</source>
        <translation>পথে কিছু একটা এটি বদলে দেয়, অথবা Hub-এই ভুল আছে। আরেকবার আনতে আবার শুরু করুন, অথবা অন্য রিপোজিটরি বেছে নিন।</translation>
    </message>
    <message>
        <source>Stop a model or the programs named, or set other ports in runtime_config.json.</source>
        <translation>একটি মডেল বা উল্লিখিত প্রোগ্রামগুলো থামান, অথবা runtime_config.json-এ অন্য পোর্ট দিন।</translation>
    </message>
    <message>
        <source>Such are {long_names}.</source>
        <translation>যেমন {long_names}।</translation>
    </message>
    <message>
        <source>Take a LoRA adapter, or a model into which the adapter was merged.</source>
        <translation>একটি LoRA অ্যাডাপ্টার নিন, অথবা যে মডেলে অ্যাডাপ্টারটি মেশানো হয়েছে সেটি নিন।</translation>
    </message>
    <message>
        <source>Take a language or embedding model with one graph, or one with a genai_config.json.</source>
        <translation>এক গ্রাফের ভাষা বা এমবেডিং মডেল, অথবা genai_config.json আছে এমন একটি নিন।</translation>
    </message>
    <message>
        <source>Take a model with a single graph, or one with a genai_config.json.</source>
        <translation>এক গ্রাফের মডেল, অথবা genai_config.json আছে এমন একটি নিন।</translation>
    </message>
    <message>
        <source>Take a newer conversion of the model.</source>
        <translation>মডেলের নতুন একটি রূপান্তর নিন।</translation>
    </message>
    <message>
        <source>Take another conversion of the model.</source>
        <translation>মডেলের অন্য একটি রূপান্তর নিন।</translation>
    </message>
    <message>
        <source>Take another export of the model, or one with a genai_config.json.</source>
        <translation>মডেলের অন্য একটি এক্সপোর্ট, অথবা genai_config.json আছে এমন একটি নিন।</translation>
    </message>
    <message>
        <source>Take it out of the rule, or out of the names of the model&apos;s files.</source>
        <translation>এটি নিয়ম থেকে, অথবা মডেলের ফাইলের নাম থেকে বাদ দিন।</translation>
    </message>
    <message>
        <source>Take the model that it was made for, or download the adapter again.</source>
        <translation>যে মডেলের জন্য এটি তৈরি সেটি নিন, অথবা অ্যাডাপ্টার আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>Take this line out of it if you trust the model, or use another model.</source>
        <translation>মডেলে আস্থা থাকলে এই লাইনটি বাদ দিন, অথবা অন্য মডেল ব্যবহার করুন।</translation>
    </message>
    <message>
        <source>Take this line out of the file if you trust the model, or use another model.</source>
        <translation>মডেলে আস্থা থাকলে ফাইল থেকে এই লাইনটি বাদ দিন, অথবা অন্য মডেল ব্যবহার করুন।</translation>
    </message>
    <message>
        <source>Take {flag} out of the rule&apos;s args in runtime_config.json.</source>
        <translation>runtime_config.json-এ নিয়মের args থেকে {flag} বাদ দিন।</translation>
    </message>
    <message>
        <source>That is not an access token of the Hub.</source>
        <translation>এটি Hub-এর কোনো অ্যাক্সেস টোকেন নয়।</translation>
    </message>
    <message>
        <source>The Hub does not accept the access token.</source>
        <translation>Hub অ্যাক্সেস টোকেনটি গ্রহণ করে না।</translation>
    </message>
    <message>
        <source>The account of your access token has no access to this model.</source>
        <translation>আপনার টোকেনের অ্যাকাউন্টের এই মডেলে অনুমতি নেই।</translation>
    </message>
    <message>
        <source>The account of your access token has no access to {repository}.</source>
        <translation>আপনার টোকেনের অ্যাকাউন্টের {repository}-তে অনুমতি নেই।</translation>
    </message>
    <message>
        <source>The adapter {name} cannot be read: {error}.</source>
        <translation>{name} অ্যাডাপ্টার পড়া যায় না: {error}।</translation>
    </message>
    <message>
        <source>The answer of {endpoint} broke off.</source>
        <translation>{endpoint}-এর উত্তর মাঝপথে থেমে গেছে।</translation>
    </message>
    <message>
        <source>The best that this computer has room for</source>
        <translation>এই কম্পিউটারে যা আঁটে তার মধ্যে সেরা</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid: {verify_message}.</source>
        <translation>{host}-এর সার্টিফিকেট বৈধ নয়: {verify_message}।</translation>
    </message>
    <message>
        <source>The config.json of {name} is damaged.</source>
        <translation>{name}-এর config.json নষ্ট।</translation>
    </message>
    <message>
        <source>The connection to {host} is lost: {reason}.</source>
        <translation>{host}-এর সঙ্গে সংযোগ কেটে গেছে: {reason}।</translation>
    </message>
    <message>
        <source>The disk with {folder} has {size} free, and {size2} are needed.</source>
        <translation>{folder} যে ডিস্কে, তাতে {size} খালি আছে, {size2} লাগবে।</translation>
    </message>
    <message>
        <source>The download goes on by itself once the network is back.</source>
        <translation>নেটওয়ার্ক ফিরলে ডাউনলোড নিজে থেকেই চলবে।</translation>
    </message>
    <message>
        <source>The download goes on by itself.</source>
        <translation>ডাউনলোড নিজে থেকেই চলবে।</translation>
    </message>
    <message>
        <source>The download was sent on to {target}, which is refused: {reason}.</source>
        <translation>ডাউনলোডটি {target}-এ পাঠানো হয়েছিল, যা গ্রহণ করা হয়নি: {reason}।</translation>
    </message>
    <message>
        <source>The drive with {place} is not connected.</source>
        <translation>{place} যে ড্রাইভে, তা সংযুক্ত নেই।</translation>
    </message>
    <message>
        <source>The extra arguments have a quote that is not closed.</source>
        <translation>বাড়তি আর্গুমেন্টে একটি উদ্ধৃতিচিহ্ন বন্ধ করা হয়নি।</translation>
    </message>
    <message>
        <source>The file does not say which tokens the model knows.</source>
        <translation>ফাইলটি বলে না মডেল কোন টোকেনগুলো চেনে।</translation>
    </message>
    <message>
        <source>The file holds a vocabulary but no weights. Download the model itself.</source>
        <translation>ফাইলে শব্দভাণ্ডার আছে কিন্তু ওয়েট নেই। মডেলটিই ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>The file holds {vocabulary} tokens.</source>
        <translation>ফাইলে {vocabulary}টি টোকেন আছে।</translation>
    </message>
    <message>
        <source>The file is what the publisher put there, byte for byte.</source>
        <translation>ফাইলটি প্রকাশক যেমন রেখেছেন হুবহু তেমনই আছে।</translation>
    </message>
    <message>
        <source>The file may be damaged, or {engine} or the graphics driver may have a fault. Update them, or try 0 GPU layers.</source>
        <translation>ফাইলটি নষ্ট হতে পারে, অথবা {engine} বা গ্রাফিক্স ড্রাইভারে ত্রুটি থাকতে পারে। সেগুলো হালনাগাদ করুন, অথবা ০টি GPU স্তর দিয়ে দেখুন।</translation>
    </message>
    <message>
        <source>The file of the weights is there.</source>
        <translation>ওয়েটের ফাইলটি আছে।</translation>
    </message>
    <message>
        <source>The file of {model} cannot be opened: {reason}.</source>
        <translation>{model}-এর ফাইল খোলা যায় না: {reason}।</translation>
    </message>
    <message>
        <source>The files can be read.</source>
        <translation>ফাইলগুলো পড়া যায়।</translation>
    </message>
    <message>
        <source>The files of {model} were changed, cut short or became unreadable while {engine} used them.</source>
        <translation>{engine} ব্যবহার করার সময় {model}-এর ফাইল বদলে গেছে, ছোট হয়েছে বা পড়া যায়নি।</translation>
    </message>
    <message>
        <source>The folder of {name} cannot be read: {strerror}.</source>
        <translation>{name}-এর ফোল্ডার পড়া যায় না: {strerror}।</translation>
    </message>
    <message>
        <source>The graph keeps what it has read in {name}, in a form that this runner does not know.</source>
        <translation>গ্রাফটি যা পড়েছে তা {name}-এ এমনভাবে রাখে যা এই রানার জানে না।</translation>
    </message>
    <message>
        <source>The graphics driver is too old for {engine}.</source>
        <translation>গ্রাফিক্স ড্রাইভারটি {engine}-এর জন্য বেশি পুরোনো।</translation>
    </message>
    <message>
        <source>The list of downloads cannot be saved ({strerror}). What is under way now will not go on by itself after the next start.</source>
        <translation>ডাউনলোডের তালিকা সংরক্ষণ করা যায়নি ({strerror})। এখন যা চলছে, পরের বার চালু হলে তা নিজে থেকে চলবে না।</translation>
    </message>
    <message>
        <source>The log file modeltray.log says more.</source>
        <translation>modeltray.log ফাইলে আরও আছে।</translation>
    </message>
    <message>
        <source>The makers of this model want you to accept their terms first.</source>
        <translation>এই মডেলের নির্মাতারা চান আপনি আগে তাঁদের শর্ত মানুন।</translation>
    </message>
    <message>
        <source>The memory of the graphics card is too small for {model} as it was loaded.</source>
        <translation>{model} যেভাবে লোড হয়েছে তার জন্য গ্রাফিক্স কার্ডের মেমরি কম।</translation>
    </message>
    <message>
        <source>The model asks for no Python code of its own.</source>
        <translation>মডেলটি নিজের কোনো Python কোড চায় না।</translation>
    </message>
    <message>
        <source>The model brings a chat template.</source>
        <translation>মডেলটির সঙ্গে চ্যাট টেমপ্লেট আছে।</translation>
    </message>
    <message>
        <source>The model broke off its answer.</source>
        <translation>মডেলটি উত্তর মাঝপথে থামিয়ে দিয়েছে।</translation>
    </message>
    <message>
        <source>The model cannot be reached. Its log may say why; restart it.</source>
        <translation>মডেলের কাছে পৌঁছানো যায় না। কারণ এর লগে থাকতে পারে; আবার চালু করুন।</translation>
    </message>
    <message>
        <source>The model failed while computing ({name}).</source>
        <translation>গণনার সময় মডেলটি ব্যর্থ হয়েছে ({name})।</translation>
    </message>
    <message>
        <source>The model is made for the processor.</source>
        <translation>মডেলটি প্রসেসরের জন্য তৈরি।</translation>
    </message>
    <message>
        <source>The model is made for {provider}; without it, the processor is tried.</source>
        <translation>মডেলটি {provider}-এর জন্য তৈরি; তা না থাকলে প্রসেসর দিয়ে চেষ্টা করা হয়।</translation>
    </message>
    <message>
        <source>The model needs no chat template.</source>
        <translation>মডেলটির চ্যাট টেমপ্লেট লাগে না।</translation>
    </message>
    <message>
        <source>The model refused to answer (HTTP {status}). Its log may say why.</source>
        <translation>মডেলটি উত্তর দিতে রাজি হয়নি (HTTP {status})। কারণ এর লগে থাকতে পারে।</translation>
    </message>
    <message>
        <source>The model stopped in the middle of its answer. Its log may say why.</source>
        <translation>উত্তরের মাঝখানে মডেলটি থেমে গেছে। কারণ এর লগে থাকতে পারে।</translation>
    </message>
    <message>
        <source>The model&apos;s chat template leaves the pictures out.</source>
        <translation>মডেলের চ্যাট টেমপ্লেট ছবিগুলো বাদ দেয়।</translation>
    </message>
    <message>
        <source>The model&apos;s files are no longer there.</source>
        <translation>মডেলের ফাইলগুলো আর সেখানে নেই।</translation>
    </message>
    <message>
        <source>The most precise there is</source>
        <translation>যা আছে তার মধ্যে সবচেয়ে নিখুঁত</translation>
    </message>
    <message>
        <source>The most precise there is.</source>
        <translation>যা আছে তার মধ্যে সবচেয়ে নিখুঁত।</translation>
    </message>
    <message>
        <source>The only one there is</source>
        <translation>এটিই একমাত্র</translation>
    </message>
    <message>
        <source>The only one there is.</source>
        <translation>এটিই একমাত্র।</translation>
    </message>
    <message>
        <source>The only one there is; it {fits}.</source>
        <translation>এটিই একমাত্র; এটি {fits}।</translation>
    </message>
    <message>
        <source>The part of {name} that reads pictures cannot be used ({reason}).</source>
        <translation>{name}-এর যে অংশ ছবি পড়ে তা ব্যবহার করা যায় না ({reason})।</translation>
    </message>
    <message>
        <source>The path of {longest} in {folder} would be longer than this system allows.</source>
        <translation>{folder}-এ {longest}-এর পাথ এই সিস্টেমের সীমার চেয়ে লম্বা হতো।</translation>
    </message>
    <message>
        <source>The pictures do not fit the prompt ({reason}). A text must not hold the model&apos;s own mark for a picture.</source>
        <translation>ছবিগুলো প্রম্পটের সঙ্গে মেলে না ({reason})। লেখায় ছবির জন্য মডেলের নিজের চিহ্ন থাকা চলবে না।</translation>
    </message>
    <message>
        <source>The program of {engine} could not be started: {detail}.</source>
        <translation>{engine}-এর প্রোগ্রাম চালু করা যায়নি: {detail}।</translation>
    </message>
    <message>
        <source>The program of {engine} is made for another system or processor, or is damaged.</source>
        <translation>{engine}-এর প্রোগ্রাম অন্য সিস্টেম বা প্রসেসরের জন্য তৈরি, অথবা নষ্ট।</translation>
    </message>
    <message>
        <source>The program of {engine} is no longer there.</source>
        <translation>{engine}-এর প্রোগ্রাম আর সেখানে নেই।</translation>
    </message>
    <message>
        <source>The program of {engine} needs {library}, which is not on this machine.</source>
        <translation>{engine}-এর প্রোগ্রামের {library} লাগে, যা এই মেশিনে নেই।</translation>
    </message>
    <message>
        <source>The program that downloads {told} ({how}).</source>
        <translation>যে প্রোগ্রাম ডাউনলোড করে সেটি {told} ({how})।</translation>
    </message>
    <message>
        <source>The publisher names the licence {licence}.</source>
        <translation>প্রকাশক {licence} লাইসেন্স উল্লেখ করেছেন।</translation>
    </message>
    <message>
        <source>The publisher&apos;s hash of the file is known and can be compared; that reads all of it.</source>
        <translation>ফাইলটির প্রকাশকের হ্যাশ জানা আছে, তুলনা করা যায়; তাতে পুরোটা পড়া হয়।</translation>
    </message>
    <message>
        <source>The publisher&apos;s hashes of {known} files are known and can be compared; that reads every byte of them.</source>
        <translation>{known}টি ফাইলের প্রকাশকের হ্যাশ জানা আছে, তুলনা করা যায়; তাতে প্রতিটি বাইট পড়া হয়।</translation>
    </message>
    <message>
        <source>Unloaded after {minutes} minutes without a request.</source>
        <translation>{minutes} মিনিট কোনো অনুরোধ না আসায় নামানো হয়েছে।</translation>
    </message>
    <message>
        <source>Unloaded to make room for {name}.</source>
        <translation>{name}-কে জায়গা দিতে নামানো হয়েছে।</translation>
    </message>
    <message>
        <source>{engine} (Fast)</source>
        <translation>{engine} (দ্রুত)</translation>
    </message>
    <message>
        <source>{engine} (Full featured)</source>
        <translation>{engine} (সব সুবিধাসহ)</translation>
    </message>
    <message>
        <source>{engine} (Portable)</source>
        <translation>{engine} (সবখানে চলে)</translation>
    </message>
    <message>
        <source>{first} and {more} more are missing, which {index} names.</source>
        <translation>{first} ও আরও {more}টি নেই, যাদের নাম {index}-এ আছে।</translation>
    </message>
    <message>
        <source>{first} is missing, which {index} names.</source>
        <translation>{first} নেই, যার নাম {index}-এ আছে।</translation>
    </message>
    <message>
        <source>{label} can open it once that is allowed.</source>
        <translation>অনুমতি দিলে {label} এটি খুলতে পারে।</translation>
    </message>
    <message>
        <source>{model_id} was stopped before it was loaded.</source>
        <translation>{model_id} লোড হওয়ার আগেই থামানো হয়েছে।</translation>
    </message>
    <message>
        <source>{name} (process {pid})</source>
        <translation>{name} (প্রসেস {pid})</translation>
    </message>
    <message>
        <source>{name} ended by itself again after {times} restarts and was given up.</source>
        <translation>{name} {times} বার আবার চালুর পরেও নিজে থেকে শেষ হয়েছে, তাই ছেড়ে দেওয়া হয়েছে।</translation>
    </message>
    <message>
        <source>{name} is not a GGUF file.</source>
        <translation>{name} GGUF ফাইল নয়।</translation>
    </message>
    <message>
        <source>{name} was to be loaded at the start.</source>
        <translation>শুরুতেই {name} লোড করার কথা ছিল।</translation>
    </message>
    <message>
        <source>{why}; {program}</source>
        <translation>{why}; {program}</translation>
    </message>
    <message>
        <source>The repository has {what}.</source>
        <translation>রিপোজিটরিতে {what} আছে।</translation>
    </message>
    <message>
        <source>The search for models failed: {error}.</source>
        <translation>মডেল খোঁজা ব্যর্থ হয়েছে: {error}।</translation>
    </message>
    <message>
        <source>The settings cannot be saved ({strerror}). What was changed holds until ModelTray ends.</source>
        <translation>সেটিংস সংরক্ষণ করা যায়নি ({strerror})। যা বদলানো হয়েছে তা ModelTray বন্ধ হওয়া পর্যন্ত থাকবে।</translation>
    </message>
    <message>
        <source>The settings of {model} cannot be saved ({strerror}). They hold until ModelTray ends.</source>
        <translation>{model}-এর সেটিংস সংরক্ষণ করা যায়নি ({strerror})। ModelTray বন্ধ হওয়া পর্যন্ত থাকবে।</translation>
    </message>
    <message>
        <source>The smallest there is</source>
        <translation>যা আছে তার মধ্যে সবচেয়ে ছোট</translation>
    </message>
    <message>
        <source>The system does not allow the program of {engine} to start.</source>
        <translation>সিস্টেম {engine}-এর প্রোগ্রাম চালু করতে দেয় না।</translation>
    </message>
    <message>
        <source>The system ended {engine} while it ran {model}, most likely because memory ran out.</source>
        <translation>{engine} যখন {model} চালাচ্ছিল সিস্টেম তাকে শেষ করে দিয়েছে, সম্ভবত মেমরি ফুরিয়ে যাওয়ায়।</translation>
    </message>
    <message>
        <source>The system had no memory left for {engine} while it ran {model}.</source>
        <translation>{engine} যখন {model} চালাচ্ছিল সিস্টেমের কাছে তার জন্য আর মেমরি ছিল না।</translation>
    </message>
    <message>
        <source>The system&apos;s keyring is not available ({name}).</source>
        <translation>সিস্টেমের কি-রিং পাওয়া যায় না ({name})।</translation>
    </message>
    <message>
        <source>The token is kept until ModelTray ends.</source>
        <translation>ModelTray বন্ধ হওয়া পর্যন্ত টোকেনটি রাখা হয়।</translation>
    </message>
    <message>
        <source>The tokenizer is missing. Download tokenizer.json of the model too.</source>
        <translation>টোকেনাইজার নেই। মডেলের tokenizer.json-ও ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>The tokenizer is there: {name}.</source>
        <translation>টোকেনাইজার আছে: {name}।</translation>
    </message>
    <message>
        <source>The tokenizer of {name} has no tokenizer.json.</source>
        <translation>{name}-এর টোকেনাইজারে tokenizer.json নেই।</translation>
    </message>
    <message>
        <source>The tokenizer of {name} is missing or damaged.</source>
        <translation>{name}-এর টোকেনাইজার নেই বা নষ্ট।</translation>
    </message>
    <message>
        <source>The tokenizer.json of {name} is damaged.</source>
        <translation>{name}-এর tokenizer.json নষ্ট।</translation>
    </message>
    <message>
        <source>The weights of {name} are in {pickles}, a format that can run code.</source>
        <translation>{name}-এর ওয়েট {pickles}-এ আছে, এই ফরম্যাট কোড চালাতে পারে।</translation>
    </message>
    <message>
        <source>The weights of {name} are incomplete: {missing} are missing, {min} among them.</source>
        <translation>{name}-এর ওয়েট অসম্পূর্ণ: {missing}টি নেই, যেমন {min}।</translation>
    </message>
    <message>
        <source>The {adapter_config} of {name} is damaged.</source>
        <translation>{name}-এর {adapter_config} নষ্ট।</translation>
    </message>
    <message>
        <source>The {engine} runtime is broken: {reason}.</source>
        <translation>{engine} রানটাইম নষ্ট: {reason}।</translation>
    </message>
    <message>
        <source>The {engine} runtime is not complete: the Python package {module} is missing.</source>
        <translation>{engine} রানটাইম অসম্পূর্ণ: Python প্যাকেজ {module} নেই।</translation>
    </message>
    <message>
        <source>The {engine} runtime is not complete: {module} is missing.</source>
        <translation>{engine} রানটাইম অসম্পূর্ণ: {module} নেই।</translation>
    </message>
    <message>
        <source>The {name} of {name2} is damaged.</source>
        <translation>{name2}-এর {name} নষ্ট।</translation>
    </message>
    <message>
        <source>There are too many folders like {folder}.</source>
        <translation>{folder}-এর মতো ফোল্ডার অনেক বেশি আছে।</translation>
    </message>
    <message>
        <source>There is no chat template, so chats may read oddly.</source>
        <translation>চ্যাট টেমপ্লেট নেই, তাই কথোপকথন অদ্ভুত লাগতে পারে।</translation>
    </message>
    <message>
        <source>There is no download {id}.</source>
        <translation>{id} নামে কোনো ডাউনলোড নেই।</translation>
    </message>
    <message>
        <source>There is no model at {path}.</source>
        <translation>{path}-এ কোনো মডেল নেই।</translation>
    </message>
    <message>
        <source>There is no model called {unquote}.</source>
        <translation>{unquote} নামে কোনো মডেল নেই।</translation>
    </message>
    <message>
        <source>There is no model file {model}.</source>
        <translation>{model} নামে কোনো মডেল ফাইল নেই।</translation>
    </message>
    <message>
        <source>There is no model {repository} on {endpoint}.</source>
        <translation>{endpoint}-এ {repository} নামে কোনো মডেল নেই।</translation>
    </message>
    <message>
        <source>There is no runtime {runtime}.</source>
        <translation>{runtime} নামে কোনো রানটাইম নেই।</translation>
    </message>
    <message>
        <source>There is not enough memory for the model.</source>
        <translation>মডেলটির জন্য যথেষ্ট মেমরি নেই।</translation>
    </message>
    <message>
        <source>There is not enough memory for the model: its weights take {needed}, and {room} are free.</source>
        <translation>মডেলটির জন্য যথেষ্ট মেমরি নেই: এর ওয়েটে {needed} লাগে, খালি আছে {room}।</translation>
    </message>
    <message>
        <source>There is not enough memory for {model} as it was loaded.</source>
        <translation>{model} যেভাবে লোড হয়েছে তার জন্য যথেষ্ট মেমরি নেই।</translation>
    </message>
    <message>
        <source>There is not enough memory for {model} as it was loaded: {engine} asked for {size} MB more.</source>
        <translation>{model} যেভাবে লোড হয়েছে তার জন্য যথেষ্ট মেমরি নেই: {engine} আরও {size} MB চেয়েছিল।</translation>
    </message>
    <message>
        <source>This build of {engine} has no code for the graphics card of this machine.</source>
        <translation>{engine}-এর এই বিল্ডে এই মেশিনের গ্রাফিক্স কার্ডের জন্য কোড নেই।</translation>
    </message>
    <message>
        <source>This model cannot see.</source>
        <translation>এই মডেল দেখতে পারে না।</translation>
    </message>
    <message>
        <source>This model is being fetched already.</source>
        <translation>এই মডেলটি আনা হচ্ছেই।</translation>
    </message>
    <message>
        <source>Try a smaller context, stop other models, or take a smaller quantization.</source>
        <translation>ছোট কনটেক্সট দিয়ে দেখুন, অন্য মডেল থামান, অথবা ছোট কোয়ান্টাইজেশন নিন।</translation>
    </message>
    <message>
        <source>Try again in a few minutes.</source>
        <translation>কয়েক মিনিট পরে আবার চেষ্টা করুন।</translation>
    </message>
    <message>
        <source>Try again in {seconds} s.</source>
        <translation>{seconds} সেকেন্ড পরে আবার চেষ্টা করুন।</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>পরে আবার চেষ্টা করুন।</translation>
    </message>
    <message>
        <source>Try fewer GPU layers or a smaller context, stop other models, or take a smaller quantization.</source>
        <translation>কম GPU স্তর বা ছোট কনটেক্সট দিয়ে দেখুন, অন্য মডেল থামান, অথবা ছোট কোয়ান্টাইজেশন নিন।</translation>
    </message>
    <message>
        <source>Type it anew.</source>
        <translation>নতুন করে লিখুন।</translation>
    </message>
    <message>
        <source>Until it is corrected, the built-in rules are used.</source>
        <translation>ঠিক না করা পর্যন্ত অন্তর্নির্মিত নিয়ম ব্যবহার করা হবে।</translation>
    </message>
    <message>
        <source>Until it is corrected, your last working rules are used.</source>
        <translation>ঠিক না করা পর্যন্ত আপনার সর্বশেষ সচল নিয়ম ব্যবহার করা হবে।</translation>
    </message>
    <message>
        <source>Update onnxruntime and onnxruntime-genai, or get the model in another format.</source>
        <translation>onnxruntime ও onnxruntime-genai হালনাগাদ করুন, অথবা মডেলটি অন্য ফরম্যাটে আনুন।</translation>
    </message>
    <message>
        <source>Update transformers, or get the model as GGUF.</source>
        <translation>transformers হালনাগাদ করুন, অথবা মডেলটি GGUF হিসেবে আনুন।</translation>
    </message>
    <message>
        <source>Use a version of the model that transformers or llama.cpp knows.</source>
        <translation>মডেলের এমন সংস্করণ ব্যবহার করুন যা transformers বা llama.cpp চেনে।</translation>
    </message>
    <message>
        <source>Use an id from /registry/models, such as tinyllama-gguf or publisher/name.</source>
        <translation>/registry/models থেকে একটি id নিন, যেমন tinyllama-gguf বা publisher/name।</translation>
    </message>
    <message>
        <source>Use the id: {ids}.</source>
        <translation>id ব্যবহার করুন: {ids}।</translation>
    </message>
    <message>
        <source>Wait until {label} of {repository} is here, or cancel it.</source>
        <translation>{repository}-র {label} আসা পর্যন্ত অপেক্ষা করুন, অথবা সেটি বাতিল করুন।</translation>
    </message>
    <message>
        <source>What answered is not the Hugging Face Hub.</source>
        <translation>যে উত্তর দিয়েছে সে Hugging Face Hub নয়।</translation>
    </message>
    <message>
        <source>What came instead of {path} is not that file.</source>
        <translation>{path}-এর বদলে যা এসেছে তা ওই ফাইল নয়।</translation>
    </message>
    <message>
        <source>What was fetched could not be deleted: {error}.</source>
        <translation>যা আনা হয়েছিল তা মোছা যায়নি: {error}।</translation>
    </message>
    <message>
        <source>Whether ModelTray starts when you log in could not be changed ({strerror}).</source>
        <translation>লগ ইন করলে ModelTray চালু হবে কি না তা বদলানো যায়নি ({strerror})।</translation>
    </message>
    <message>
        <source>Write extra arguments as --flag value, and put values with spaces in quotes.</source>
        <translation>বাড়তি আর্গুমেন্ট --flag value হিসেবে লিখুন, ফাঁকা জায়গাসহ মান উদ্ধৃতিচিহ্নে দিন।</translation>
    </message>
    <message>
        <source>Write it as publisher/name, such as Qwen/Qwen3-4B-GGUF.</source>
        <translation>publisher/name হিসেবে লিখুন, যেমন Qwen/Qwen3-4B-GGUF।</translation>
    </message>
    <message>
        <source>Write the flag and its value as [&quot;--flag&quot;, &quot;{{found}}&quot;].</source>
        <translation>ফ্ল্যাগ ও তার মান [&quot;--flag&quot;, &quot;{{found}}&quot;] হিসেবে লিখুন।</translation>
    </message>
    <message>
        <source>`{file}` has a SafeTensors header</source>
        <translation>`{file}`-এ SafeTensors হেডার আছে</translation>
    </message>
    <message>
        <source>`{file}` holds PyTorch weights</source>
        <translation>`{file}`-এ PyTorch ওয়েট আছে</translation>
    </message>
    <message>
        <source>`{file}` is an ONNX model</source>
        <translation>`{file}` একটি ONNX মডেল</translation>
    </message>
    <message>
        <source>`{file}` is recognised by the rule&apos;s match for {other}</source>
        <translation>`{file}` নিয়মের {other} মিলের সঙ্গে মেলে</translation>
    </message>
    <message>
        <source>`{file}` starts with the GGUF magic</source>
        <translation>`{file}` GGUF চিহ্ন দিয়ে শুরু হয়</translation>
    </message>
    <message>
        <source>could not be started: {detail}</source>
        <translation>চালু করা যায়নি: {detail}</translation>
    </message>
    <message>
        <source>crashed ({name})</source>
        <translation>ক্র্যাশ করেছে ({name})</translation>
    </message>
    <message>
        <source>crashed: {reason} ({name})</source>
        <translation>ক্র্যাশ করেছে: {reason} ({name})</translation>
    </message>
    <message>
        <source>ended by itself with code {code}</source>
        <translation>নিজে থেকে কোড {code} দিয়ে শেষ হয়েছে</translation>
    </message>
    <message>
        <source>fits in memory</source>
        <translation>মেমরিতে আঁটে</translation>
    </message>
    <message>
        <source>fits on the graphics card</source>
        <translation>গ্রাফিক্স কার্ডে আঁটে</translation>
    </message>
    <message>
        <source>fits partly on the graphics card</source>
        <translation>গ্রাফিক্স কার্ডে আংশিক আঁটে</translation>
    </message>
    <message>
        <source>it claims to have a header of {length} bytes</source>
        <translation>এটি {length} বাইটের হেডার আছে বলে দাবি করে</translation>
    </message>
    <message>
        <source>it claims to have a name of {length} bytes</source>
        <translation>এটি {length} বাইটের একটি নাম আছে বলে দাবি করে</translation>
    </message>
    <message>
        <source>it claims to have a tensor of {dimensions} dimensions</source>
        <translation>এটি {dimensions} মাত্রার একটি টেনসর আছে বলে দাবি করে</translation>
    </message>
    <message>
        <source>it claims to have {count} {what}</source>
        <translation>এটি {count} {what} আছে বলে দাবি করে</translation>
    </message>
    <message>
        <source>it does not hold a JSON object</source>
        <translation>এতে কোনো JSON অবজেক্ট নেই</translation>
    </message>
    <message>
        <source>it is an archive, but not one that PyTorch made</source>
        <translation>এটি একটি আর্কাইভ, কিন্তু PyTorch-এর তৈরি নয়</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>এটি JSON নয়</translation>
    </message>
    <message>
        <source>it lists no files</source>
        <translation>এতে কোনো ফাইলের নাম নেই</translation>
    </message>
    <message>
        <source>it lists something that is not a file name</source>
        <translation>এতে এমন কিছু আছে যা ফাইলের নাম নয়</translation>
    </message>
    <message>
        <source>its archive is cut off</source>
        <translation>এর আর্কাইভ কাটা</translation>
    </message>
    <message>
        <source>its data cannot be aligned to {alignment}</source>
        <translation>এর তথ্য {alignment}-এ সাজানো যায় না</translation>
    </message>
    <message>
        <source>its header does not describe the tensor &apos;{name}&apos;</source>
        <translation>এর হেডার &apos;{name}&apos; টেনসরের বর্ণনা দেয় না</translation>
    </message>
    <message>
        <source>its header ends in the middle</source>
        <translation>এর হেডার মাঝপথে শেষ</translation>
    </message>
    <message>
        <source>its header has a value of the unknown type {kind}</source>
        <translation>এর হেডারে অজানা ধরনের ({kind}) একটি মান আছে</translation>
    </message>
    <message>
        <source>its header is not a table of tensors</source>
        <translation>এর হেডার টেনসরের তালিকা নয়</translation>
    </message>
    <message>
        <source>its list of tensors is cut off</source>
        <translation>এর টেনসরের তালিকা কাটা</translation>
    </message>
    <message>
        <source>its tensors overlap or leave gaps</source>
        <translation>এর টেনসরগুলো একটি অন্যটির ওপর পড়ে বা ফাঁক রাখে</translation>
    </message>
    <message>
        <source>llama.cpp cannot load {model}: {reason}.</source>
        <translation>llama.cpp {model} লোড করতে পারে না: {reason}।</translation>
    </message>
    <message>
        <source>llama.cpp does not accept {argument}: {reason}.</source>
        <translation>llama.cpp {argument} গ্রহণ করে না: {reason}।</translation>
    </message>
    <message>
        <source>llama.cpp does not know the architecture {architecture}, which {model} has.</source>
        <translation>llama.cpp {architecture} আর্কিটেকচার চেনে না, যা {model}-এর।</translation>
    </message>
    <message>
        <source>llama.cpp does not know the tokenizer {tokenizer}, which {model} has.</source>
        <translation>llama.cpp {tokenizer} টোকেনাইজার চেনে না, যা {model}-এর।</translation>
    </message>
    <message>
        <source>rule `{name}` as the fallback: {engine} opens {format} too</source>
        <translation>বিকল্প হিসেবে `{name}` নিয়ম: {engine} {format}-ও খোলে</translation>
    </message>
    <message>
        <source>rule `{name}` because {evidence}</source>
        <translation>`{name}` নিয়ম, কারণ {evidence}</translation>
    </message>
    <message>
        <source>the list of its tensors cannot be read</source>
        <translation>এর টেনসরের তালিকা পড়া যায় না</translation>
    </message>
    <message>
        <source>the size of the tensor &apos;{name}&apos; does not fit its shape</source>
        <translation>&apos;{name}&apos; টেনসরের আকার তার গড়নের সঙ্গে মেলে না</translation>
    </message>
    <message>
        <source>transformers cannot open GGUF files of the architecture {architecture}, which {model} has.</source>
        <translation>transformers {architecture} আর্কিটেকচারের GGUF ফাইল খুলতে পারে না, যা {model}-এর।</translation>
    </message>
    <message>
        <source>transformers cannot tell what kind of model {model} is: its config.json names no model type.</source>
        <translation>{model} কী ধরনের মডেল তা transformers বলতে পারে না: এর config.json-এ model type নেই।</translation>
    </message>
    <message>
        <source>transformers does not know the architecture {architecture}, which {model} has.</source>
        <translation>transformers {architecture} আর্কিটেকচার চেনে না, যা {model}-এর।</translation>
    </message>
    <message>
        <source>was ended by ModelTray</source>
        <translation>ModelTray শেষ করে দিয়েছে</translation>
    </message>
    <message>
        <source>{arguments} extra arguments are too many.</source>
        <translation>{arguments}টি বাড়তি আর্গুমেন্ট অনেক বেশি।</translation>
    </message>
    <message>
        <source>{compared} files were compared before it was ended.</source>
        <translation>শেষ করার আগে {compared}টি ফাইল তুলনা করা হয়েছে।</translation>
    </message>
    <message>
        <source>{config} is missing in {name}. Download it into the same folder.</source>
        <translation>{name}-এ {config} নেই। একই ফোল্ডারে ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>{data_size} bytes follow its last tensor</source>
        <translation>শেষ টেনসরের পরে {data_size} বাইট আছে</translation>
    </message>
    <message>
        <source>{decoded} is not the name of a model.</source>
        <translation>{decoded} কোনো মডেলের নাম নয়।</translation>
    </message>
    <message>
        <source>{endpoint} answered with HTTP {status}.</source>
        <translation>{endpoint} HTTP {status} উত্তর দিয়েছে।</translation>
    </message>
    <message>
        <source>{endpoint} cannot be reached: {reason}.</source>
        <translation>{endpoint}-এ পৌঁছানো যায় না: {reason}।</translation>
    </message>
    <message>
        <source>{endpoint} does not accept the access token.</source>
        <translation>{endpoint} অ্যাক্সেস টোকেনটি গ্রহণ করে না।</translation>
    </message>
    <message>
        <source>{endpoint} has had too many requests from this network.</source>
        <translation>{endpoint} এই নেটওয়ার্ক থেকে অনেক বেশি অনুরোধ পেয়েছে।</translation>
    </message>
    <message>
        <source>{endpoint} has trouble of its own (HTTP {status}).</source>
        <translation>{endpoint}-এর নিজের সমস্যা হচ্ছে (HTTP {status})।</translation>
    </message>
    <message>
        <source>{engine} (embedded)</source>
        <translation>{engine} (অন্তর্নির্মিত)</translation>
    </message>
    <message>
        <source>{engine} could not be started for {name}: {error}.</source>
        <translation>{name}-এর জন্য {engine} চালু করা যায়নি: {error}।</translation>
    </message>
    <message>
        <source>{engine} could not listen on the port it was given for {model}: another program has it.</source>
        <translation>{model}-এর জন্য দেওয়া পোর্টে {engine} শুনতে পারেনি: অন্য প্রোগ্রাম সেটি নিয়েছে।</translation>
    </message>
    <message>
        <source>{engine} could not load it ({message}), so {engine2} is used.</source>
        <translation>{engine} এটি লোড করতে পারেনি ({message}), তাই {engine2} ব্যবহার করা হচ্ছে।</translation>
    </message>
    <message>
        <source>{engine} could not open its script {file}.</source>
        <translation>{engine} তার {file} স্ক্রিপ্ট খুলতে পারেনি।</translation>
    </message>
    <message>
        <source>{engine} crashed with {model}: it touched memory that is not its own.</source>
        <translation>{model} চালাতে গিয়ে {engine} ক্র্যাশ করেছে: নিজের নয় এমন মেমরি ছুঁয়েছে।</translation>
    </message>
    <message>
        <source>{engine} does not accept {argument}: {reason}.</source>
        <translation>{engine} {argument} গ্রহণ করে না: {reason}।</translation>
    </message>
    <message>
        <source>{engine} does not know the argument {argument}.</source>
        <translation>{engine} {argument} আর্গুমেন্ট চেনে না।</translation>
    </message>
    <message>
        <source>{engine} ended with code 126: its program may not be run.</source>
        <translation>{engine} কোড 126 দিয়ে শেষ হয়েছে: এর প্রোগ্রাম চালানোর অনুমতি নেই।</translation>
    </message>
    <message>
        <source>{engine} ended with code 127: a program or a library that it needs was not found.</source>
        <translation>{engine} কোড 127 দিয়ে শেষ হয়েছে: দরকারি কোনো প্রোগ্রাম বা লাইব্রেরি পাওয়া যায়নি।</translation>
    </message>
    <message>
        <source>{engine} found a DLL of the wrong kind or version.</source>
        <translation>{engine} ভুল ধরন বা সংস্করণের একটি DLL পেয়েছে।</translation>
    </message>
    <message>
        <source>{engine} has shown no sign of progress with {name} for {seconds} s.</source>
        <translation>{name} নিয়ে {engine} {seconds} সেকেন্ড ধরে অগ্রগতির কোনো চিহ্ন দেখায়নি।</translation>
    </message>
    <message>
        <source>{engine} needs a DLL that is not on this machine.</source>
        <translation>{engine}-এর এমন একটি DLL লাগে যা এই মেশিনে নেই।</translation>
    </message>
    <message>
        <source>{engine} takes no extra arguments.</source>
        <translation>{engine} বাড়তি আর্গুমেন্ট নেয় না।</translation>
    </message>
    <message>
        <source>{engine} uses instructions that this processor does not have.</source>
        <translation>{engine} এমন নির্দেশ ব্যবহার করে যা এই প্রসেসরে নেই।</translation>
    </message>
    <message>
        <source>{engine} was given port {port} for {name}, but another program answers there.</source>
        <translation>{name}-এর জন্য {engine}-কে {port} পোর্ট দেওয়া হয়েছিল, কিন্তু সেখানে অন্য প্রোগ্রাম উত্তর দেয়।</translation>
    </message>
    <message>
        <source>{engine}, which ran {model_name}, {words}.</source>
        <translation>{engine}, যা {model_name} চালাচ্ছিল, {words}।</translation>
    </message>
    <message>
        <source>{file_name} holds JSON that no program can read.</source>
        <translation>{file_name}-এ এমন JSON আছে যা কোনো প্রোগ্রাম পড়তে পারে না।</translation>
    </message>
    <message>
        <source>{file_name} is empty.</source>
        <translation>{file_name} খালি।</translation>
    </message>
    <message>
        <source>{file_name}, line 1: the file must be one object in braces.</source>
        <translation>{file_name}, লাইন 1: ফাইলটি ধনুর্বন্ধনীতে একটি অবজেক্ট হতে হবে।</translation>
    </message>
    <message>
        <source>{file_name}, line {line_of}: {name} {words}.</source>
        <translation>{file_name}, লাইন {line_of}: {name} {words}।</translation>
    </message>
    <message>
        <source>{file_name}, line {lineno}: {plain}.</source>
        <translation>{file_name}, লাইন {lineno}: {plain}।</translation>
    </message>
    <message>
        <source>{filename} cannot be written: {reason}.</source>
        <translation>{filename} লেখা যায় না: {reason}।</translation>
    </message>
    <message>
        <source>{folder} cannot be opened: {strerror}.</source>
        <translation>{folder} খোলা যায় না: {strerror}।</translation>
    </message>
    <message>
        <source>{folder} is there already.</source>
        <translation>{folder} আগে থেকেই আছে।</translation>
    </message>
    <message>
        <source>{found} models are called {unquote}.</source>
        <translation>{unquote} নামে {found}টি মডেল আছে।</translation>
    </message>
    <message>
        <source>{genai} of {name} names the graph {name2}, which is missing.</source>
        <translation>{name}-এর {genai}-এ {name2} গ্রাফের নাম আছে, যা নেই।</translation>
    </message>
    <message>
        <source>{hostname} sends the download round in circles.</source>
        <translation>{hostname} ডাউনলোডটিকে চক্রাকারে ঘোরায়।</translation>
    </message>
    <message>
        <source>{host} answered with HTTP {status} for {path}.</source>
        <translation>{path}-এর জন্য {host} HTTP {status} উত্তর দিয়েছে।</translation>
    </message>
    <message>
        <source>{host} has had too many requests from this network.</source>
        <translation>{host} এই নেটওয়ার্ক থেকে অনেক বেশি অনুরোধ পেয়েছে।</translation>
    </message>
    <message>
        <source>{host} has trouble of its own (HTTP {status}).</source>
        <translation>{host}-এর নিজের সমস্যা হচ্ছে (HTTP {status})।</translation>
    </message>
    <message>
        <source>{id} has no choice {name}.</source>
        <translation>{id}-তে {name} নামে কিছু নেই।</translation>
    </message>
    <message>
        <source>{id} has no files that ModelTray can run.</source>
        <translation>{id}-তে ModelTray চালাতে পারে এমন ফাইল নেই।</translation>
    </message>
    <message>
        <source>{id} is not the id of a download.</source>
        <translation>{id} কোনো ডাউনলোডের id নয়।</translation>
    </message>
    <message>
        <source>{index} is missing, which says what is in {shards} and the others.</source>
        <translation>{index} নেই, যা বলে {shards} ও অন্যগুলোতে কী আছে।</translation>
    </message>
    <message>
        <source>{label} can open it.</source>
        <translation>{label} এটি খুলতে পারে।</translation>
    </message>
    <message>
        <source>{label} of {repository} is here already, in {folder}.</source>
        <translation>{repository}-র {label} আগে থেকেই {folder}-এ আছে।</translation>
    </message>
    <message>
        <source>{model} does not fit this llama.cpp: {reason}.</source>
        <translation>{model} এই llama.cpp-এর সঙ্গে মেলে না: {reason}।</translation>
    </message>
    <message>
        <source>{model} is damaged or incomplete: the file ends before the data of {tensor}.</source>
        <translation>{model} নষ্ট বা অসম্পূর্ণ: {tensor}-এর তথ্যের আগেই ফাইল শেষ।</translation>
    </message>
    <message>
        <source>{model} is damaged or incomplete: {reason}.</source>
        <translation>{model} নষ্ট বা অসম্পূর্ণ: {reason}।</translation>
    </message>
    <message>
        <source>{model} is in the first version of GGUF, which llama.cpp no longer reads.</source>
        <translation>{model} GGUF-এর প্রথম সংস্করণে, যা llama.cpp আর পড়ে না।</translation>
    </message>
    <message>
        <source>{model} is not a GGUF file: it does not start as one.</source>
        <translation>{model} GGUF ফাইল নয়: সেভাবে শুরু হয় না।</translation>
    </message>
    <message>
        <source>{model} is quantized in a way that this llama.cpp does not know, or is damaged: {reason}.</source>
        <translation>{model} এমনভাবে কোয়ান্টাইজ করা যা এই llama.cpp চেনে না, অথবা নষ্ট: {reason}।</translation>
    </message>
    <message>
        <source>{model} is split into several files, and one of them is missing or belongs to another model: {reason}.</source>
        <translation>{model} কয়েকটি ফাইলে ভাগ করা, যার একটি নেই বা অন্য মডেলের: {reason}।</translation>
    </message>
    <message>
        <source>{model} is the part of a model that sees or hears (mmproj), not a language model.</source>
        <translation>{model} ভাষা মডেল নয়, মডেলের যে অংশ দেখে বা শোনে (mmproj) সেটি।</translation>
    </message>
    <message>
        <source>{model} lacks its {part}, which llama.cpp needs.</source>
        <translation>{model}-এ {part} নেই, যা llama.cpp-এর লাগে।</translation>
    </message>
    <message>
        <source>{model} lacks {key}, which llama.cpp needs.</source>
        <translation>{model}-এ {key} নেই, যা llama.cpp-এর লাগে।</translation>
    </message>
    <message>
        <source>{model} needs Python code of its own ({code}), which is never run.</source>
        <translation>{model}-এর নিজের Python কোড ({code}) লাগে, যা কখনও চালানো হয় না।</translation>
    </message>
    <message>
        <source>{model} works only with Python code that it brings along, which ModelTray does not run.</source>
        <translation>{model} শুধু নিজের সঙ্গে আনা Python কোডে চলে, যা ModelTray চালায় না।</translation>
    </message>
    <message>
        <source>{name} asks for {setting}, which could run code or write files.</source>
        <translation>{name} {setting} চায়, যা কোড চালাতে বা ফাইল লিখতে পারে।</translation>
    </message>
    <message>
        <source>{name} cannot be read ({error}). It was kept as {name2}.</source>
        <translation>{name} পড়া যায় না ({error})। এটি {name2} হিসেবে রাখা হয়েছে।</translation>
    </message>
    <message>
        <source>{name} cannot be read ({strerror}).</source>
        <translation>{name} পড়া যায় না ({strerror})।</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}. Check its permissions.</source>
        <translation>{name} পড়া যায় না: {reason}। এর অনুমতি দেখুন।</translation>
    </message>
    <message>
        <source>{name} consists of several graphs ({sorted}), which this runner cannot join.</source>
        <translation>{name} কয়েকটি গ্রাফ ({sorted}) দিয়ে তৈরি, যা এই রানার জুড়তে পারে না।</translation>
    </message>
    <message>
        <source>{name} could not be deleted: {strerror}.</source>
        <translation>{name} মোছা যায়নি: {strerror}।</translation>
    </message>
    <message>
        <source>{name} could not be put aside: {problem}.</source>
        <translation>{name} সরিয়ে রাখা যায়নি: {problem}।</translation>
    </message>
    <message>
        <source>{name} has GGUF version {version}; versions 2 and 3 are in use.</source>
        <translation>{name} GGUF সংস্করণ {version}; সংস্করণ 2 ও 3 চালু আছে।</translation>
    </message>
    <message>
        <source>{name} has neither {genai} nor config.json.</source>
        <translation>{name}-এ {genai} বা config.json কোনোটিই নেই।</translation>
    </message>
    <message>
        <source>{name} has no config.json.</source>
        <translation>{name}-এ config.json নেই।</translation>
    </message>
    <message>
        <source>{name} has no tokenizer.json.</source>
        <translation>{name}-এ tokenizer.json নেই।</translation>
    </message>
    <message>
        <source>{name} has no {weights}.</source>
        <translation>{name}-এ {weights} নেই।</translation>
    </message>
    <message>
        <source>{name} holds no .onnx file.</source>
        <translation>{name}-এ কোনো .onnx ফাইল নেই।</translation>
    </message>
    <message>
        <source>{name} holds no weights.</source>
        <translation>{name}-এ কোনো ওয়েট নেই।</translation>
    </message>
    <message>
        <source>{name} is an adapter for {named}, which is not beside it.</source>
        <translation>{name} হলো {named}-এর অ্যাডাপ্টার, যা পাশে নেই।</translation>
    </message>
    <message>
        <source>{name} is an adapter of the kind &apos;{get}&apos;; only LORA is known here.</source>
        <translation>{name} &apos;{get}&apos; ধরনের অ্যাডাপ্টার; এখানে শুধু LORA চেনা।</translation>
    </message>
    <message>
        <source>{name} is damaged: {what}.</source>
        <translation>{name} নষ্ট: {what}।</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} খালি।</translation>
    </message>
    <message>
        <source>{name} is empty. Download it again.</source>
        <translation>{name} খালি। আবার ডাউনলোড করুন।</translation>
    </message>
    <message>
        <source>{name} is far too large for rules ({size} bytes).</source>
        <translation>নিয়মের জন্য {name} অনেক বেশি বড় ({size} বাইট)।</translation>
    </message>
    <message>
        <source>{name} is in the old GGML format, which llama.cpp no longer opens.</source>
        <translation>{name} পুরোনো GGML ফরম্যাটে, যা llama.cpp আর খোলে না।</translation>
    </message>
    <message>
        <source>{name} is incomplete: {found} of {expected} bytes are there.</source>
        <translation>{name} অসম্পূর্ণ: {expected} বাইটের মধ্যে {found} আছে।</translation>
    </message>
    <message>
        <source>{name} is made of PyTorch .bin files, a format that can carry code.</source>
        <translation>{name} PyTorch .bin ফাইলে তৈরি, এই ফরম্যাটে কোড থাকতে পারে।</translation>
    </message>
    <message>
        <source>{name} is missing, which {by} names.</source>
        <translation>{name} নেই, যার নাম {by}-এ আছে।</translation>
    </message>
    <message>
        <source>{name} is not a GGUF file, and transformers opens no other lone file.</source>
        <translation>{name} GGUF ফাইল নয়, আর transformers অন্য কোনো একক ফাইল খোলে না।</translation>
    </message>
    <message>
        <source>{name} is not a GGUF file, whatever its name says.</source>
        <translation>নাম যা-ই হোক, {name} GGUF ফাইল নয়।</translation>
    </message>
    <message>
        <source>{name} is not a file.</source>
        <translation>{name} কোনো ফাইল নয়।</translation>
    </message>
    <message>
        <source>{name} is not a {format_name} file, whatever its name says.</source>
        <translation>নাম যা-ই হোক, {name} {format_name} ফাইল নয়।</translation>
    </message>
    <message>
        <source>{name} is not loaded.</source>
        <translation>{name} লোড করা নেই।</translation>
    </message>
    <message>
        <source>{name} is not saved as UTF-8.</source>
        <translation>{name} UTF-8 হিসেবে সংরক্ষিত নয়।</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} আর সেখানে নেই।</translation>
    </message>
    <message>
        <source>{name} is one of {split_count} parts, but is not named so.</source>
        <translation>{name} {split_count}টি অংশের একটি, কিন্তু নামে তা নেই।</translation>
    </message>
    <message>
        <source>{name} is too large to be right.</source>
        <translation>{name} ঠিক হওয়ার পক্ষে বেশি বড়।</translation>
    </message>
    <message>
        <source>{name} is written for big-endian machines.</source>
        <translation>{name} big-endian মেশিনের জন্য লেখা।</translation>
    </message>
    <message>
        <source>{name} names a file outside its folder: &apos;{name2}&apos;.</source>
        <translation>{name} নিজের ফোল্ডারের বাইরের একটি ফাইলের নাম বলে: &apos;{name2}&apos;।</translation>
    </message>
    <message>
        <source>{name} needs Python code of its own to run ({files}). It is never run here.</source>
        <translation>{name} চালাতে নিজের Python কোড ({files}) লাগে। এখানে তা কখনও চালানো হয় না।</translation>
    </message>
    <message>
        <source>{name} of {name2} gives {given}, and none of {names}.</source>
        <translation>{name2}-এর {name} {given} দেয়, {names}-এর কোনোটি নয়।</translation>
    </message>
    <message>
        <source>{name} of {name2} has {what}, so it cannot go on writing.</source>
        <translation>{name2}-এর {name}-এ {what} আছে, তাই লিখে যেতে পারে না।</translation>
    </message>
    <message>
        <source>{name} of {name2} takes {what}, which this runner cannot give.</source>
        <translation>{name2}-এর {name} {what} নেয়, যা এই রানার দিতে পারে না।</translation>
    </message>
    <message>
        <source>{name} takes weights from a file outside its folder: &apos;{location}&apos;.</source>
        <translation>{name} নিজের ফোল্ডারের বাইরের একটি ফাইল থেকে ওয়েট নেয়: &apos;{location}&apos;।</translation>
    </message>
    <message>
        <source>{name} was stopped before it was loaded again.</source>
        <translation>আবার লোড হওয়ার আগেই {name} থামানো হয়েছে।</translation>
    </message>
    <message>
        <source>{name} was stopped before it was ready.</source>
        <translation>প্রস্তুত হওয়ার আগেই {name} থামানো হয়েছে।</translation>
    </message>
    <message>
        <source>{name} would run code when opened: it calls {foreign}.</source>
        <translation>খুললে {name} কোড চালাত: এটি {foreign} ডাকে।</translation>
    </message>
    <message>
        <source>{name}, the architecture of {name2}, keeps no cache that this runner knows.</source>
        <translation>{name2}-এর আর্কিটেকচার {name} এমন কোনো ক্যাশ রাখে না যা এই রানার চেনে।</translation>
    </message>
    <message>
        <source>{name}: {name2} = &apos;{value}&apos; is not usable, so the default is used.</source>
        <translation>{name}: {name2} = &apos;{value}&apos; ব্যবহার করা যায় না, তাই সাধারণ মান নেওয়া হয়েছে।</translation>
    </message>
    <message>
        <source>{name}={value} cannot work.</source>
        <translation>{name}={value} চলতে পারে না।</translation>
    </message>
    <message>
        <source>{name}{more} is missing: the model comes in {count} files.</source>
        <translation>{name}{more} নেই: মডেলটি {count}টি ফাইলে আসে।</translation>
    </message>
    <message>
        <source>{path} arrived otherwise than {page} lists it.</source>
        <translation>{path} যেভাবে এসেছে তা {page}-এর তালিকার সঙ্গে মেলে না।</translation>
    </message>
    <message>
        <source>{path} could not be moved to the Recycle Bin.</source>
        <translation>{path} রিসাইকেল বিনে সরানো যায়নি।</translation>
    </message>
    <message>
        <source>{path} is no longer on {host}.</source>
        <translation>{path} আর {host}-এ নেই।</translation>
    </message>
    <message>
        <source>{path}: {name} = &apos;{value}&apos; of {model} is not usable and is treated as not set.</source>
        <translation>{path}: {model}-এর {name} = &apos;{value}&apos; ব্যবহার করা যায় না, না-দেওয়া বলে ধরা হয়েছে।</translation>
    </message>
    <message>
        <source>{problem} Put the files back, or look for models again.</source>
        <translation>{problem} ফাইলগুলো ফিরিয়ে রাখুন, অথবা আবার মডেল খুঁজুন।</translation>
    </message>
    <message>
        <source>{repository} is gated: its makers want you to accept their terms first.</source>
        <translation>{repository} শর্তাধীন: নির্মাতারা চান আপনি আগে তাঁদের শর্ত মানুন।</translation>
    </message>
    <message>
        <source>{repository} is here already.</source>
        <translation>{repository} আগে থেকেই এখানে আছে।</translation>
    </message>
    <message>
        <source>{runtime} cannot open {name}, which is {format_label}.</source>
        <translation>{runtime} {name} খুলতে পারে না, যা {format_label}।</translation>
    </message>
    <message>
        <source>{runtime} was asked for</source>
        <translation>{runtime} চাওয়া হয়েছে</translation>
    </message>
    <message>
        <source>{short} cannot be an argument.</source>
        <translation>{short} কোনো আর্গুমেন্ট হতে পারে না।</translation>
    </message>
    <message>
        <source>{short} is not an extra argument that {engine} can be given here.</source>
        <translation>{short} এমন বাড়তি আর্গুমেন্ট নয় যা এখানে {engine}-কে দেওয়া যায়।</translation>
    </message>
    <message>
        <source>{smallest}, and still more than this computer has room for.</source>
        <translation>{smallest}, তবু এই কম্পিউটারে যতটা জায়গা তার চেয়ে বেশি।</translation>
    </message>
    <message>
        <source>{text} is not the name of a repository.</source>
        <translation>{text} কোনো রিপোজিটরির নাম নয়।</translation>
    </message>
    <message>
        <source>{who} needs ModelTray&apos;s own runner, which is missing from {folder}.</source>
        <translation>{who}-এর ModelTray-এর নিজের রানার লাগে, যা {folder}-এ নেই।</translation>
    </message>
    <message>
        <source>{why}; it {fits}.</source>
        <translation>{why}; এটি {fits}।</translation>
    </message>
    <message>
        <source>“{short}” follows no flag.</source>
        <translation>“{short}” কোনো ফ্ল্যাগের পরে নেই।</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Language</source>
        <translation>ভাষা</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>সিস্টেমের মতো</translation>
    </message>
    <message>
        <source>Model folders</source>
        <translation>মডেলের ফোল্ডার</translation>
    </message>
    <message>
        <source>Searched at any depth, beside ModelTray&apos;s own models folder.</source>
        <translation>ModelTray-এর নিজের মডেল ফোল্ডারের পাশাপাশি, যেকোনো গভীরতায় খোঁজা হয়।</translation>
    </message>
    <message>
        <source>Leave out the models of</source>
        <translation>যেসব প্রোগ্রামের মডেল বাদ থাকবে</translation>
    </message>
    <message>
        <source>Of the tray and the window.</source>
        <translation>ট্রে ও উইন্ডোর ভাষা।</translation>
    </message>
    <message>
        <source>Models of other programs are listed too, where they are.</source>
        <translation>অন্য প্রোগ্রামের মডেলও তালিকায় থাকে; সেগুলো যেখানে আছে সেখানেই থাকে।</translation>
    </message>
    <message>
        <source>Port of the control API</source>
        <translation>নিয়ন্ত্রণ API-এর পোর্ট</translation>
    </message>
    <message>
        <source>Editors and scripts reach ModelTray there.</source>
        <translation>এডিটর ও স্ক্রিপ্ট এখানে ModelTray-কে পায়।</translation>
    </message>
    <message>
        <source>API token</source>
        <translation>API টোকেন</translation>
    </message>
    <message>
        <source>When set, every API call must carry it as a bearer token.</source>
        <translation>দেওয়া থাকলে প্রতিটি API কলে এটি bearer token হিসেবে থাকতে হবে।</translation>
    </message>
    <message>
        <source>Patience with a load (seconds)</source>
        <translation>লোডের জন্য ধৈর্য (সেকেন্ড)</translation>
    </message>
    <message>
        <source>A load without any sign of progress is given up after this.</source>
        <translation>অগ্রগতির কোনো চিহ্ন ছাড়া এতক্ষণ গেলে লোড ছেড়ে দেওয়া হয়।</translation>
    </message>
    <message>
        <source>Load models when a program asks for them</source>
        <translation>কোনো প্রোগ্রাম চাইলে মডেল লোড করুন</translation>
    </message>
    <message>
        <source>A request to ModelTray&apos;s own address then loads the model it names.</source>
        <translation>তখন ModelTray-এর নিজের ঠিকানায় অনুরোধ এলে তাতে যে মডেলের নাম আছে সেটি লোড হয়।</translation>
    </message>
    <message>
        <source>Minutes without a request until such a model goes again</source>
        <translation>কত মিনিট অনুরোধ না এলে এমন মডেল আবার নামানো হবে</translation>
    </message>
    <message>
        <source>0 for never. What you load yourself stays until you stop it.</source>
        <translation>কখনও না নামাতে 0। আপনি নিজে যা লোড করেন তা আপনি থামানো পর্যন্ত থাকে।</translation>
    </message>
    <message>
        <source>Folders of models whose .bin files may be opened</source>
        <translation>যেসব মডেলের .bin ফাইল খোলা যাবে তাদের ফোল্ডার</translation>
    </message>
    <message>
        <source>PyTorch .bin files can carry code.</source>
        <translation>PyTorch .bin ফাইলে কোড থাকতে পারে।</translation>
    </message>
    <message>
        <source>Address of the Hugging Face Hub</source>
        <translation>Hugging Face Hub-এর ঠিকানা</translation>
    </message>
    <message>
        <source>Another one where a company runs a mirror of its own.</source>
        <translation>কোনো প্রতিষ্ঠানের নিজস্ব মিরর থাকলে অন্য ঠিকানা।</translation>
    </message>
    <message>
        <source>Folder for downloads</source>
        <translation>ডাউনলোডের ফোল্ডার</translation>
    </message>
    <message>
        <source>Empty for ModelTray&apos;s own models folder.</source>
        <translation>ModelTray-এর নিজের মডেল ফোল্ডারের জন্য খালি রাখুন।</translation>
    </message>
    <message>
        <source>Downloads at the same time</source>
        <translation>একসঙ্গে কয়টি ডাউনলোড</translation>
    </message>
    <message>
        <source>The others wait for their turn.</source>
        <translation>বাকিগুলো নিজের পালার অপেক্ষা করে।</translation>
    </message>
</context>
<context>
    <name>SortMenu</name>
    <message>
        <source>Sort by</source>
        <translation>সাজানোর ক্রম</translation>
    </message>
</context>
<context>
    <name>StoresMenu</name>
    <message>
        <source>Models of other programs are used where they lie</source>
        <translation>অন্য প্রোগ্রামের মডেল যেখানে আছে সেখানেই ব্যবহার করা হয়</translation>
    </message>
    <message>
        <source>Also from: {names}</source>
        <translation>আরও যেখান থেকে: {names}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>কোনোটি নয়</translation>
    </message>
    <message>
        <source>Find duplicate files…</source>
        <translation>একই রকম ফাইল খুঁজুন…</translation>
    </message>
</context>
<context>
    <name>StoresNotice</name>
    <message>
        <source>Choose…</source>
        <translation>বেছে নিন…</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>ঠিক আছে</translation>
    </message>
    <message>
        <source>Models of other programs are listed too, and run where they lie; nothing is copied or changed there. Found: {stores}.</source>
        <translation>অন্য প্রোগ্রামের মডেলও তালিকায় থাকে, এবং যেখানে আছে সেখান থেকেই চলে; সেখানে কিছুই কপি করা বা বদলানো হয় না। পাওয়া গেছে: {stores}।</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>ModelTray is starting</source>
        <translation>ModelTray চালু হচ্ছে</translation>
    </message>
    <message>
        <source>ModelTray: {models} ready</source>
        <translation>ModelTray: {models} প্রস্তুত</translation>
    </message>
    <message>
        <source>{name} has failed</source>
        <translation>{name} ব্যর্থ হয়েছে</translation>
    </message>
    <message>
        <source>{name}: port {port}</source>
        <translation>{name}: পোর্ট {port}</translation>
    </message>
    <message>
        <source>{name} is started again</source>
        <translation>{name} আবার চালু হচ্ছে</translation>
    </message>
    <message>
        <source>{name}: {status}</source>
        <translation>{name}: {status}</translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message>
        <source>Downloads</source>
        <translation>ডাউনলোড</translation>
    </message>
    <message>
        <source>{count} more…</source>
        <translation>আরও {count}টি…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>বিরতি</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>আবার শুরু করুন</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>বাতিল</translation>
    </message>
    <message>
        <source>Show downloads</source>
        <translation>ডাউনলোড দেখান</translation>
    </message>
    <message>
        <source>{name}: {percent}</source>
        <translation>{name}: {percent}</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>লোড করা</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>লগ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>থামান</translation>
    </message>
    <message>
        <source>Stop (frees {size})</source>
        <translation>থামান ({size} খালি হবে)</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>আবার চালু করুন</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>চেষ্টা করুন</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>ঠিকানা কপি করুন</translation>
    </message>
    <message>
        <source>Load again</source>
        <translation>আবার লোড করুন</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>ব্যর্থ</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>কেন?</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>সরিয়ে দিন</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>লোড করুন</translation>
    </message>
    <message>
        <source>No models found yet</source>
        <translation>এখনও কোনো মডেল পাওয়া যায়নি</translation>
    </message>
    <message>
        <source>Open ModelTray</source>
        <translation>ModelTray খুলুন</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>বন্ধ করুন</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>সব থামান</translation>
    </message>
    <message>
        <source>Stop all (frees {size})</source>
        <translation>সব থামান ({size} খালি হবে)</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>লগ ইন করলে চালু করুন</translation>
    </message>
</context>
<context>
    <name>TryIt</name>
    <message>
        <source>Ask something (Enter sends)</source>
        <translation>কিছু জিজ্ঞাসা করুন (Enter পাঠায়)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>মুছুন</translation>
    </message>
    <message>
        <source>Load {name} to talk to it.</source>
        <translation>কথা বলতে {name} লোড করুন।</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>পাঠান</translation>
    </message>
    <message>
        <source>Stop answer</source>
        <translation>উত্তর থামান</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>থামান (Esc)</translation>
    </message>
    <message>
        <source>Send (Enter)</source>
        <translation>পাঠান (Enter)</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>পড়ছে…</translation>
    </message>
</context>
<context>
    <name>Ui</name>
    <message>
        <source>Quit ModelTray?</source>
        <translation>ModelTray বন্ধ করবেন?</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>থামিয়ে বন্ধ করুন</translation>
    </message>
    <message>
        <source>{name} is loaded and will be stopped.</source>
        <translation>{name} লোড করা আছে, থামানো হবে।</translation>
    </message>
    <message>
        <source>{count} models are loaded and will be stopped: {names}.</source>
        <translation>{count}টি মডেল লোড করা আছে, থামানো হবে: {names}।</translation>
    </message>
</context>
<context>
    <name>Verbs</name>
    <message>
        <source>Open the PyTorch files of “{name}”?</source>
        <translation>“{name}”-এর PyTorch ফাইল খুলবেন?</translation>
    </message>
    <message>
        <source>PyTorch .bin files can carry program code. ModelTray opens them in a way that refuses to run it, but open them only if you trust where they come from.</source>
        <translation>PyTorch .bin ফাইলে প্রোগ্রামের কোড থাকতে পারে। ModelTray এমনভাবে খোলে যাতে তা চলতে না পারে, তবু উৎসে আস্থা থাকলেই খুলুন।</translation>
    </message>
    <message>
        <source>Open and load</source>
        <translation>খুলে লোড করুন</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Looking for models…</source>
        <translation>মডেল খোঁজা হচ্ছে…</translation>
    </message>
    <message>
        <source>No models yet</source>
        <translation>এখনও কোনো মডেল নেই</translation>
    </message>
    <message>
        <source>Get one from the Hugging Face Hub. Or put a .gguf file, or the folder of a SafeTensors model, into the models folder: it shows up here by itself. Or add a folder where you keep models already; nothing is copied or moved.</source>
        <translation>Hugging Face Hub থেকে একটি আনুন। অথবা একটি .gguf ফাইল, বা একটি SafeTensors মডেলের ফোল্ডার, মডেলের ফোল্ডারে রাখুন: নিজে থেকেই এখানে দেখা যাবে। অথবা যেখানে আগে থেকেই মডেল রাখেন সেই ফোল্ডার যোগ করুন; কিছুই কপি করা বা সরানো হয় না।</translation>
    </message>
</context>
<context>
    <name>WordsView</name>
    <message>
        <source>Copy row</source>
        <translation>সারি কপি করুন</translation>
    </message>
</context>
<context>
    <name>activity</name>
    <message>
        <source>Unknown</source>
        <translation>অজানা</translation>
    </message>
    <message>
        <source>Loaded</source>
        <translation>লোড করা</translation>
    </message>
    <message>
        <source>Restarted</source>
        <translation>আবার চালু হয়েছে</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>থামানো হয়েছে</translation>
    </message>
    <message>
        <source>Load cancelled</source>
        <translation>লোড বাতিল হয়েছে</translation>
    </message>
    <message>
        <source>Ended by itself</source>
        <translation>নিজে থেকে শেষ হয়েছে</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>ব্যর্থ</translation>
    </message>
    <message>
        <source>On {engine}</source>
        <translation>{engine}-এ</translation>
    </message>
    <message>
        <source>port {port}</source>
        <translation>পোর্ট {port}</translation>
    </message>
    <message>
        <source>in {seconds} s</source>
        <translation>{seconds} সেকেন্ডে</translation>
    </message>
    <message>
        <source>HH:mm:ss</source>
        <translation>HH:mm:ss</translation>
    </message>
</context>
<context>
    <name>catalog</name>
    <message>
        <source>Very small and quick on any computer; good for a first try.</source>
        <translation>খুব ছোট, যেকোনো কম্পিউটারে দ্রুত; প্রথম চেষ্টার জন্য ভালো।</translation>
    </message>
    <message>
        <source>Meta&apos;s small model for conversation, in several languages.</source>
        <translation>কথোপকথনের জন্য Meta-র ছোট মডেল, কয়েকটি ভাষায়।</translation>
    </message>
    <message>
        <source>Thinks before it answers, calls tools, and runs well without a graphics card.</source>
        <translation>উত্তরের আগে ভাবে, টুল ডাকে, গ্রাফিক্স কার্ড ছাড়াও ভালো চলে।</translation>
    </message>
    <message>
        <source>A good all-rounder for 16 GB of memory or a graphics card with 8 GB.</source>
        <translation>১৬ GB মেমরি বা ৮ GB গ্রাফিক্স কার্ডের জন্য সব কাজের ভালো মডেল।</translation>
    </message>
    <message>
        <source>Better answers where a graphics card with 12 GB or more does the work.</source>
        <translation>১২ GB বা বেশি মেমরির গ্রাফিক্স কার্ড কাজ করলে আরও ভালো উত্তর।</translation>
    </message>
    <message>
        <source>OpenAI&apos;s open model; only a part of it works on each token, so it is quick for its size.</source>
        <translation>OpenAI-এর উন্মুক্ত মডেল; প্রতিটি টোকেনে এর কেবল একটি অংশ কাজ করে, তাই আকারের তুলনায় দ্রুত।</translation>
    </message>
    <message>
        <source>Large knowledge at the speed of a small model, for 32 GB of memory.</source>
        <translation>ছোট মডেলের গতিতে অনেক জ্ঞান, ৩২ GB মেমরির জন্য।</translation>
    </message>
    <message>
        <source>Google&apos;s small model, which sees pictures too.</source>
        <translation>Google-এর ছোট মডেল, ছবিও দেখে।</translation>
    </message>
    <message>
        <source>Writes and completes code in an editor.</source>
        <translation>এডিটরে কোড লেখে ও সম্পূর্ণ করে।</translation>
    </message>
    <message>
        <source>Turns texts into numbers, for search in documents of your own.</source>
        <translation>লেখাকে সংখ্যায় রূপ দেয়, নিজের নথিতে খোঁজার জন্য।</translation>
    </message>
</context>
<context>
    <name>client_settings</name>
    <message>
        <source>In .continue/config.yaml of your home folder.</source>
        <translation>আপনার হোম ফোল্ডারের .continue/config.yaml ফাইলে।</translation>
    </message>
    <message>
        <source>In Cline&apos;s settings, under API Configuration.</source>
        <translation>Cline-এর সেটিংসে, API Configuration-এর নিচে।</translation>
    </message>
    <message>
        <source>In Zed&apos;s settings.json. When Zed asks for an API key, any word will do.</source>
        <translation>Zed-এর settings.json ফাইলে। Zed API key চাইলে যেকোনো শব্দ দিলেই চলবে।</translation>
    </message>
    <message>
        <source>In chatLanguageModels.json: run “Chat: Manage Language Models”, add a Custom Endpoint, then click its gear.</source>
        <translation>chatLanguageModels.json ফাইলে: “Chat: Manage Language Models” চালান, একটি Custom Endpoint যোগ করুন, তারপর তার গিয়ারে ক্লিক করুন।</translation>
    </message>
    <message>
        <source>In settings.json of VS Code.</source>
        <translation>VS Code-এর settings.json ফাইলে।</translation>
    </message>
    <message>
        <source>In .codex/config.toml of your home folder.</source>
        <translation>আপনার হোম ফোল্ডারের .codex/config.toml ফাইলে।</translation>
    </message>
    <message>
        <source>In .claude/settings.local.json of your project.</source>
        <translation>আপনার প্রকল্পের .claude/settings.local.json ফাইলে।</translation>
    </message>
    <message>
        <source>In the admin settings, under Connections, as an OpenAI connection. If Open WebUI runs in Docker, write host.docker.internal instead of 127.0.0.1.</source>
        <translation>অ্যাডমিন সেটিংসে, Connections-এর নিচে, OpenAI সংযোগ হিসেবে। Open WebUI যদি Docker-এ চলে, 127.0.0.1-এর বদলে host.docker.internal লিখুন।</translation>
    </message>
    <message>
        <source>Needs the package openai (pip install openai).</source>
        <translation>openai প্যাকেজ লাগবে (pip install openai)।</translation>
    </message>
    <message>
        <source>Needs the package openai (npm install openai).</source>
        <translation>openai প্যাকেজ লাগবে (npm install openai)।</translation>
    </message>
    <message>
        <source>In a terminal (in PowerShell, write curl.exe).</source>
        <translation>টার্মিনালে (PowerShell-এ curl.exe লিখুন)।</translation>
    </message>
    <message>
        <source>It names no model: it reaches the one that is loaded alone.</source>
        <translation>এটি কোনো মডেলের নাম বলে না: একা যে মডেল লোড করা, তাকেই পায়।</translation>
    </message>
    <message>
        <source>Only a GGUF model completes code in it; others just chat.</source>
        <translation>এতে শুধু GGUF মডেল কোড সম্পূর্ণ করে; অন্যগুলো শুধু কথা বলে।</translation>
    </message>
    <message>
        <source>It may not understand the program that runs this model.</source>
        <translation>এই মডেল যে প্রোগ্রামে চলে সেটিকে এটি না-ও বুঝতে পারে।</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Cancel</source>
        <translation>বাতিল</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>বন্ধ করুন</translation>
    </message>
</context>
<context>
    <name>hub</name>
    <message>
        <source>Fits on the graphics card</source>
        <translation>গ্রাফিক্স কার্ডে আঁটে</translation>
    </message>
    <message>
        <source>Fits partly on the graphics card</source>
        <translation>গ্রাফিক্স কার্ডে আংশিক আঁটে</translation>
    </message>
    <message>
        <source>Fits in memory</source>
        <translation>মেমরিতে আঁটে</translation>
    </message>
    <message>
        <source>Too large for this computer</source>
        <translation>এই কম্পিউটারের জন্য বেশি বড়</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>প্রস্তাবিত</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>জানানো হয়নি</translation>
    </message>
    <message>
        <source>Licence: {name}</source>
        <translation>লাইসেন্স: {name}</translation>
    </message>
    <message>
        <source>{count} downloads</source>
        <translation>{count} বার ডাউনলোড</translation>
    </message>
    <message>
        <source>Its makers want their terms accepted first: open its page, sign in and accept them, then save an access token here.</source>
        <translation>নির্মাতারা আগে তাঁদের শর্ত মানতে বলেন: এর পাতা খুলুন, সাইন ইন করে শর্ত মানুন, তারপর এখানে একটি অ্যাক্সেস টোকেন সংরক্ষণ করুন।</translation>
    </message>
    <message>
        <source>Its makers give access to each person by hand: open its page, sign in and ask for it, then save an access token here.</source>
        <translation>নির্মাতারা প্রত্যেককে আলাদা করে অনুমতি দেন: এর পাতা খুলুন, সাইন ইন করে অনুমতি চান, তারপর এখানে একটি অ্যাক্সেস টোকেন সংরক্ষণ করুন।</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>নিজের পালার অপেক্ষায়</translation>
    </message>
    <message>
        <source>Checking what was fetched</source>
        <translation>যা আনা হয়েছে তা যাচাই করা হচ্ছে</translation>
    </message>
    <message>
        <source>Paused at {amount}</source>
        <translation>{amount}-এ বিরতি</translation>
    </message>
    <message>
        <source>Failed: {sentence}</source>
        <translation>ব্যর্থ: {sentence}</translation>
    </message>
    <message>
        <source>Complete, {size}</source>
        <translation>সম্পূর্ণ, {size}</translation>
    </message>
    <message>
        <source>Tries again in {time}</source>
        <translation>{time} পরে আবার চেষ্টা</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>ব্যর্থ</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} সে.</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} মি.</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} ঘ. {minutes} মি.</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/সে.</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>প্রায় {time} বাকি</translation>
    </message>
    <message>
        <source>Tries again in {time}: {sentence}</source>
        <translation>{time} পরে আবার চেষ্টা: {sentence}</translation>
    </message>
    <message>
        <source>{done} of {size}</source>
        <translation>{size}-এর মধ্যে {done}</translation>
    </message>
</context>
<context>
    <name>memory</name>
    <message>
        <source>needs {need} of {free} free</source>
        <translation>খালি {free}-এর মধ্যে {need} লাগবে</translation>
    </message>
    <message>
        <source>RAM</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>In use by others</source>
        <translation>অন্যরা ব্যবহার করছে</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>ওয়েট</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>কথোপকথন</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>গণনা</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>ইঞ্জিন</translation>
    </message>
    <message>
        <source>Fits on the graphics card.</source>
        <translation>গ্রাফিক্স কার্ডে আঁটে।</translation>
    </message>
    <message>
        <source>Fits partly on the graphics card: {layers} of {of} layers.</source>
        <translation>গ্রাফিক্স কার্ডে আংশিক আঁটে: {of} স্তরের মধ্যে {layers}টি।</translation>
    </message>
    <message>
        <source>Fits in memory.</source>
        <translation>মেমরিতে আঁটে।</translation>
    </message>
    <message>
        <source>More than is free now. It may load slowly, or not at all.</source>
        <translation>এখন যা খালি আছে তার চেয়ে বেশি। ধীরে লোড হতে পারে, বা একেবারেই না।</translation>
    </message>
    <message>
        <source>The largest context that fits is {tokens} tokens.</source>
        <translation>সবচেয়ে বড় যে কনটেক্সট আঁটে তা {tokens} টোকেন।</translation>
    </message>
    <message>
        <source>Graphics cards ({count})</source>
        <translation>গ্রাফিক্স কার্ড ({count}টি)</translation>
    </message>
</context>
<context>
    <name>rules</name>
    <message>
        <source>Your own</source>
        <translation>আপনার নিজের</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>অন্তর্নির্মিত</translation>
    </message>
    <message>
        <source>Opens {formats} too, when asked to or as a fallback.</source>
        <translation>চাওয়া হলে বা বিকল্প হিসেবে {formats}ও খোলে।</translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}: {reason}</translation>
    </message>
    <message>
        <source>It runs no model now.</source>
        <translation>এটি এখন কোনো মডেল চালায় না।</translation>
    </message>
</context>
<context>
    <name>text</name>
    <message>
        <source>{length} context</source>
        <translation>{length} কনটেক্সট</translation>
    </message>
    <message>
        <source>from {publisher}</source>
        <translation>{publisher} থেকে</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>চ্যাট</translation>
    </message>
    <message>
        <source>Completion</source>
        <translation>লেখা সম্পূর্ণ করা</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>এমবেডিং</translation>
    </message>
    <message>
        <source>Reranking</source>
        <translation>পুনঃক্রম</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>ছবি দেখা</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>টুল</translation>
    </message>
    <message>
        <source>Code completion</source>
        <translation>কোড সম্পূর্ণ করা</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>এবং আরও {count}টি</translation>
    </message>
    <message>
        <source>Ready on {place}</source>
        <translation>প্রস্তুত: {place}</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>থামছে</translation>
    </message>
    <message>
        <source>Failed: {sentence}</source>
        <translation>ব্যর্থ: {sentence}</translation>
    </message>
    <message>
        <source>port {port}</source>
        <translation>পোর্ট {port}</translation>
    </message>
    <message>
        <source>{number} s</source>
        <translation>{number} সে.</translation>
    </message>
    <message>
        <source>{number} min</source>
        <translation>{number} মি.</translation>
    </message>
    <message>
        <source>{number} tokens/s</source>
        <translation>{number} টোকেন/সে.</translation>
    </message>
    <message>
        <source>The model had nothing to say.</source>
        <translation>মডেলের বলার কিছু ছিল না।</translation>
    </message>
    <message>
        <source>first token after {seconds} s</source>
        <translation>প্রথম টোকেন {seconds} সে. পরে</translation>
    </message>
    <message>
        <source>1 token</source>
        <translation>১টি টোকেন</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count}টি টোকেন</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>১টি মডেল</translation>
    </message>
    <message>
        <source>{count} models</source>
        <translation>{count}টি মডেল</translation>
    </message>
    <message>
        <source>{name}: {models}, {size}</source>
        <translation>{name}: {models}, {size}</translation>
    </message>
    <message>
        <source>{known}, {loaded} loaded</source>
        <translation>{known}, {loaded}টি লোড করা</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>লোড হচ্ছে…</translation>
    </message>
    <message>
        <source>Loading {percent} %</source>
        <translation>লোড হচ্ছে {percent}%</translation>
    </message>
    <message>
        <source>Loading {percent} %, about {time} left</source>
        <translation>লোড হচ্ছে {percent}%, প্রায় {time} বাকি</translation>
    </message>
    <message>
        <source>Restarting in {seconds} s</source>
        <translation>{seconds} সে. পরে আবার চালু হবে</translation>
    </message>
    <message>
        <source>The model could not be loaded.</source>
        <translation>মডেলটি লোড করা যায়নি।</translation>
    </message>
    <message>
        <source>Cannot load: {sentence}</source>
        <translation>লোড করা যাবে না: {sentence}</translation>
    </message>
    <message>
        <source>Ready to load</source>
        <translation>লোডের জন্য প্রস্তুত</translation>
    </message>
</context>
</TS>
